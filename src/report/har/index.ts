/**
 * A run as an HTTP archive (HAR 1.2) that browsers and API clients open: every exchange as its
 * client saw it, a page a step.
 *
 * @module
 */
import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { VERSION } from '../../version.ts';
import type { StepChoice } from '../excerpt/step-choice.ts';
import type { Exporter, Pieces } from '../exporter.ts';
import { entryOf } from './entry.ts';
import type { Exchange } from './exchange.ts';
import { ScenarioRecord } from './scenario.ts';
import type { HarEntry, HarLog } from './types.ts';

/** With so much taken in, in bytes, what is over is written, so that memory does not grow with the run. */
const HELD = 32 * 1024 * 1024;
/** What an event takes besides its bytes, about. */
const EVENT = 1_000;
/** A member of an entry that is longer, in UTF-16 units, is a piece of its own. */
const PIECE = 1024 * 1024;

/**
 * Makes the exporter of one file. Entries stand in the order in which they began, unless a run is
 * larger than `heldBytes`: then what is over goes ahead of what is still under way, as the format
 * allows. Pages come behind the entries, because remarks are made on them until the end.
 */
export function harReport({
  heldBytes = HELD,
  steps,
}: {
  readonly heldBytes?: number;
  /** The steps whose exchanges are written; all if none are named. */
  readonly steps?: StepChoice;
} = {}): Exporter<Pieces> {
  const scenarios: ScenarioRecord[] = [];
  const parts = archiveParts();
  let held = 0;
  const finished = (scenario: ScenarioRecord | undefined): Iterable<string> => {
    scenario?.finish();
    return scenario === undefined ? [] : parts.entries(scenario.rest(), scenario);
  };
  const take = (event: TranscriptEvent): Iterable<string> => {
    const scenario = scenarios.at(-1);
    if (event.type === 'scenario') {
      scenarios.push(new ScenarioRecord(event, scenarios.length + 1, steps));
      return finished(scenario);
    }
    if (scenario === undefined) return [];
    scenario.take(event);
    held += EVENT + (event.type === 'message' ? (event.bytes?.length ?? 0) : 0);
    if (held < heldBytes) return [];
    held = 0;
    return parts.entries(scenario.over(), scenario);
  };
  const end = function* (): Iterable<string> {
    yield* finished(scenarios.at(-1));
    yield* parts.end({
      version: '1.2',
      creator: { name: 'apilab', version: VERSION },
      pages: scenarios.flatMap((each) => each.pages()),
      comment: scenarios.map(({ about }) => about).join('\n'),
    });
  };
  return { take: (event) => ({ pieces: take(event) }), end: () => ({ pieces: end() }) };
}

/** Writes an archive piece by piece. */
function archiveParts() {
  let before = '{\n"log": {\n"entries": [\n';
  return {
    *entries(exchanges: Iterable<Exchange>, { epochMs }: ScenarioRecord): Iterable<string> {
      for (const exchange of exchanges) {
        yield* entryPieces(before, entryOf(exchange, epochMs));
        before = ',\n';
      }
    },
    *end(log: Omit<HarLog, 'entries'>): Iterable<string> {
      yield before === ',\n' ? '\n],\n' : `${before}],\n`;
      const members = Object.entries(log);
      yield members.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`).join(',\n');
      yield '\n}\n}\n';
    },
  };
}

/** One entry, in several pieces if it is long: two bodies together may be more than a string can be. */
function* entryPieces(before: string, entry: HarEntry): Iterable<string> {
  let piece = before;
  let mark = '{';
  for (const [name, member] of Object.entries(entry)) {
    piece += `${mark}"${name}":`;
    const text = JSON.stringify(member);
    if (text.length > PIECE) {
      yield piece;
      yield text;
      piece = '';
    } else piece += text;
    mark = ',';
  }
  yield `${piece}}`;
}
