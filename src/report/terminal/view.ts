import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { painter } from '../../text/paint.ts';
import type { Row } from '../../text/spans.ts';
import type { TerminalOptions } from '../story/view-options.ts';
import { inWords } from './in-words.ts';
import { type ToldRows, viewOfScenario } from './scenario-view.ts';

/** Shows a transcript in a terminal while it happens. */
export interface TerminalView {
  /** Takes the next event; returns the text to print now, whole lines or nothing. */
  write(event: TranscriptEvent): string;
  /** The text of what is held back: in brief a step is told when it is over. */
  release(): string;
}

/** The rows of one scenario's run, told from its beginning to its end. */
export function toldRows(
  events: readonly TranscriptEvent[],
  options: TerminalOptions,
): readonly ToldRows[] {
  const scenario = events.find((event) => event.type === 'scenario');
  const part = viewOfScenario(options, scenario);
  const told = [...events.flatMap((event) => part.take(event)), ...part.release()];
  return options.plain ? told.map((each) => ({ ...each, rows: inWords(each.rows) })) : told;
}

/** A view of one transcript. Pure: the same events give the same text. */
export function terminalView(options: TerminalOptions): TerminalView {
  const painted = painter(options.colour);
  const paint = (rows: readonly Row[]) => painted(options.plain ? inWords(rows) : rows);
  const rowsOf = (told: readonly ToldRows[]) => told.flatMap(({ rows }) => rows);
  let part = viewOfScenario(options, undefined);
  let begun = false;
  return {
    write(event) {
      if (event.type === 'comparison') {
        const rows = [
          ...rowsOf(part.release()),
          ...(begun ? [[]] : []),
          ...rowsOf(part.take(event)),
        ];
        begun = true;
        return paint(rows);
      }
      if (event.type !== 'scenario') return paint(rowsOf(part.take(event)));
      const before = rowsOf(part.release());
      part = viewOfScenario(options, event);
      const rows = rowsOf(part.take(event));
      const separated = [...before, ...(begun ? [[]] : []), ...rows];
      begun = true;
      return paint(separated);
    },
    release: () => paint(rowsOf(part.release())),
  };
}
