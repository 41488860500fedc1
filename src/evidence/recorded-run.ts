import { loadScenario, readCatalogue } from '../lab/catalogue/catalogue.ts';
import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { play } from '../lab/scenario/play.ts';
import { normalise } from '../report/normal/normalise.ts';
import type { RunEvidence } from './evidence.ts';

/** What was played: the same for all evidence that differs only in where it looks. */
export type WhatRuns = Pick<RunEvidence, 'run' | 'variant' | 'set'>;

/** A run that cannot be played: no such scenario or variant, a bad parameter, or a fault in it. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly code = 'bad-run';
}

const recorded = new Map<string, Promise<readonly TranscriptEvent[]>>();
/** One run at a time: each watches the sockets of the whole process to know when all is still. */
let before: Promise<unknown> = Promise.resolve();

/**
 * The events of a run from seed 1, without ports, dates and what else differs from run to run.
 * Played once a process.
 *
 * @throws RunError where it cannot be played to its end.
 */
export function recordedRun(what: WhatRuns): Promise<readonly TranscriptEvent[]> {
  const set = Object.entries(what.set ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const name = JSON.stringify([what.run, what.variant, set]);
  const known = recorded.get(name);
  if (known !== undefined) return known;
  const run = before.then(() => record(what));
  before = run.catch(() => undefined);
  recorded.set(name, run);
  return run;
}

async function record({ run, variant, set = {} }: WhatRuns): Promise<readonly TranscriptEvent[]> {
  const entry = (await readCatalogue()).find(({ id }) => id === run);
  if (entry === undefined) throw new RunError(`there is no scenario ${run}`);
  if (!Object.hasOwn(entry.variants, variant)) {
    throw new RunError(`${run} has no variant ${variant}`);
  }
  const events: TranscriptEvent[] = [];
  const emit = (event: TranscriptEvent) => void events.push(normalise(event));
  const outcome = await play(await loadScenario(entry), {
    group: entry.group,
    variant,
    set,
    emit,
  }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new RunError(`${run}, variant ${variant}, cannot be played: ${why}`, { cause: error });
  });
  if (!outcome.asPredicted) {
    const why = outcome.failure?.message ?? 'a check did not come out as predicted';
    throw new RunError(`${run}, variant ${variant}, went wrong: ${why}`);
  }
  return events;
}

/** How many runs were played in this process. */
export function playedRuns(): number {
  return recorded.size;
}
