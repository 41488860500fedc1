import type { NearMiss, Turn } from '../content/lesson.ts';
import { inlineCode } from '../dialogue/inline-code.ts';
import { type Look, MARGIN, said } from '../dialogue/look.ts';
import { shellWord } from '../text/shell-word.ts';
import { indent, type Row, span } from '../text/spans.ts';
import { shellLines } from './shell-lines.ts';
import type { TurnScripts } from './turn-scripts.ts';

/** A command of more lines is no longer pasted with pleasure. */
const MOST_LINES = 4;

/** The task. */
export function taskRows({ task }: Turn, look: Look): readonly Row[] {
  return [...said([span('Task: ', 'focus'), ...inlineCode(task, look, 'strong')], look), []];
}

/** What is said above the commands that are ready to be pasted. */
export function serversRows(title: string, url: string, look: Look): readonly Row[] {
  const row = [span(`${title} on `), span(url, 'request'), span('. In another terminal:')];
  return [...said(row, look), []];
}

/**
 * Commands with the address filled in, each ready to be pasted. One that fits in no lines to be pasted, or in too
 * many, becomes a script if there is a place for `scripts`.
 */
export function commandRows(
  commands: readonly string[],
  url: string,
  look: Look,
  scripts?: TurnScripts,
): readonly Row[] {
  const authority = url.replace(/^\w+:\/\//, '');
  return [
    ...commands.flatMap((command) => {
      const filled = command.replaceAll('{url}', url).replaceAll('{authority}', authority);
      return filled.split('\n').flatMap((line) => pastable(line, look, scripts));
    }),
    [],
  ];
}

function pastable(command: string, look: Look, scripts: TurnScripts | undefined): readonly Row[] {
  const inner = 2 * MARGIN;
  const { lines, mayIndent } = shellLines(command, look.width - inner);
  const isLong = !mayIndent || lines.length > MOST_LINES;
  const script = isLong ? scripts?.pathOf(command) : undefined;
  if (script !== undefined) {
    return [
      ...indent([[span(`sh ${shellWord(script)}`, 'request')]], inner),
      ...said([span('A long command: it lies in this file, to be read and changed.', 'dim')], look),
    ];
  }
  const rows = lines.map((line) => [span(line, 'request')]);
  return mayIndent ? indent(rows, inner) : rows;
}

/** Said once when a stream goes on that is no longer shown. */
export function goesOnRows(look: Look): readonly Row[] {
  return said(
    [span('It goes on like this; you see the rest where you sent it from.', 'dim')],
    look,
  );
}

/** What a try overlooked that came near. */
export function nearlyRows({ hint }: NearMiss, look: Look): readonly Row[] {
  return said([span('Nearly: ', 'focus'), ...inlineCode(hint, look)], look);
}

/** What did it, and what to take from it. */
export function doneRows({ learned }: Turn, look: Look): readonly Row[] {
  const sign = look.plain ? 'Done: ' : '✓ Done: ';
  return [...said([span(sign, 'good'), ...inlineCode(learned, look)], look), []];
}

/** What to take from it, for who only reads. */
export function learnedRows({ learned }: Turn, look: Look): readonly Row[] {
  return [...said([span('What it shows: ', 'dim'), ...inlineCode(learned, look)], look), []];
}

/** A way to do it. */
export function solutionRows(
  { solution }: Turn,
  url: string,
  look: Look,
  scripts?: TurnScripts,
): readonly Row[] {
  return [
    ...said([span('One way to do it:', 'dim')], look),
    [],
    ...commandRows(solution, url, look, scripts),
  ];
}
