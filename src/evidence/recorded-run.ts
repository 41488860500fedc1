import { type CatalogueEntry, findScenario, loadScenario } from '../lab/catalogue/catalogue.ts';
import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { readParameters } from '../lab/scenario/parameters.ts';
import { type Outcome, play } from '../lab/scenario/play.ts';
import { normalise } from '../report/normal/normalise.ts';
import type { RunEvidence } from './evidence.ts';

/** What was played: the same for all evidence that differs only in where it looks. */
export type WhatRuns = Pick<RunEvidence, 'run' | 'variant' | 'set'>;

/** A run that cannot be played: no such scenario or variant, a bad parameter, or a fault in it. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly code = 'bad-run';
}

/** A run as it was played, whatever came of it. */
export interface PlayedRun {
  /** Its events without ports, dates and what else differs from run to run. */
  readonly events: readonly TranscriptEvent[];
  readonly outcome: Outcome;
}

const played = new Map<string, Promise<PlayedRun>>();
/** One run at a time: each watches the sockets of the whole process to know when all is still. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Plays a run from seed 1, once until `letGoOfRuns` is called.
 *
 * @throws RunError if there is no such run.
 */
export async function playedRun(what: WhatRuns): Promise<PlayedRun> {
  const { run, variant, set = {} } = what;
  const entry = await findScenario(run);
  if (entry === undefined) throw new RunError(`there is no scenario ${run}`);
  if (!Object.hasOwn(entry.variants, variant)) {
    throw new RunError(`${run} has no variant ${variant}`);
  }
  const name = JSON.stringify([run, variant, Object.entries(parametersOf(what, entry)).sort()]);
  const known = played.get(name);
  if (known !== undefined) return known;
  const begun = before.then(async (): Promise<PlayedRun> => {
    const events: TranscriptEvent[] = [];
    const emit = (event: TranscriptEvent) => void events.push(normalise(event));
    const scenario = await loadScenario(entry);
    const outcome = await play(scenario, { group: entry.group, variant, set, emit });
    return { events, outcome };
  });
  before = begun.catch(() => undefined);
  played.set(name, begun);
  return begun;
}

/** The parameters of a run, so that one that is set to its default is the same run. */
function parametersOf({ run, set = {} }: WhatRuns, { params }: CatalogueEntry): object {
  try {
    return readParameters(params, set);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new RunError(`${run}: ${why}`, { cause: error });
  }
}

/**
 * The events of a run that came out as its scenario predicts.
 *
 * @throws RunError if it cannot be played to its end.
 */
export async function recordedRun(what: WhatRuns): Promise<readonly TranscriptEvent[]> {
  const where = `${what.run}, variant ${what.variant},`;
  const { events, outcome } = await playedRun(what).catch((error: unknown) => {
    if (error instanceof RunError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new RunError(`${where} cannot be played: ${why}`, { cause: error });
  });
  if (outcome.asPredicted) return events;
  const why = outcome.failure?.message ?? 'a check did not come out as predicted';
  throw new RunError(`${where} went wrong: ${why}`);
}

/** How many runs were played in this process. */
export function playedRuns(): number {
  return played.size;
}

/** Forgets the runs that were played: a herd's take tens of megabytes. */
export function letGoOfRuns(): void {
  played.clear();
}
