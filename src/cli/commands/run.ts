import type { StepName } from '../../lab/record/step-name.ts';
import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { Interrupted } from '../../lab/scenario/lab-error.ts';
import { type Outcome, play } from '../../lab/scenario/play.ts';
import type { StepChoice } from '../../report/excerpt/step-choice.ts';
import { comparison, terminalView, type WireDetail } from '../../report/index.ts';
import type { Recorded } from '../../watch/recorded.ts';
import type { Player } from '../../watch/runs.ts';
import { type EarlyEnd, guardAgainst } from '../ending/early-end.ts';
import { exit, SurroundingsError } from '../ending/exit.ts';
import { report } from '../ending/failure.ts';
import { endThoughKeptOpen } from '../ending/kept-open.ts';
import type { Stop } from '../ending/signals.ts';
import { chosenScenarios, variantsOf } from '../finding/chosen-scenarios.ts';
import { breakOff } from '../output/break-off.ts';
import { progressLine } from '../output/progress-line.ts';
import { openRunOutputs } from '../output/run-outputs.ts';
import { sayBeside } from '../output/say-beside.ts';
import type { PrintFormat } from '../output/sinks.ts';
import { watchChildren } from '../own-scenario/left-running.ts';
import { OwnScenarioError } from '../own-scenario/own-scenario-error.ts';
import { isFile } from '../own-scenario/user-scenario.ts';
import type { Asking } from '../screen/can-ask.ts';
import { recorded } from '../screen/recorded.ts';
import { screen } from '../screen/terminal.ts';
import { isWatched, watchRuns } from '../screen/watching.ts';
import { storePlace } from '../typed/store-place.ts';

export interface RunOptions {
  readonly group?: string;
  readonly all?: boolean;
  readonly variant?: string;
  readonly compare?: boolean;
  /** With `compare`: the runs too. */
  readonly runs?: boolean;
  readonly set: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly pace: 'fast' | 'real';
  /** A real store, `host:port`, for scenarios that have one. */
  readonly store?: string;
  readonly wire: WireDetail;
  /** The step to begin with; `true` if none was named: in a terminal, step by step. */
  readonly step?: StepName | true;
  /** The steps that are told; all if none were named. */
  readonly steps?: StepChoice;
  /** Prints on, also in a terminal. */
  readonly allSteps?: boolean;
  readonly format: PrintFormat;
  readonly output: readonly string[];
}

/** `apilab run`: plays scenarios and shows what crosses the wire. */
export async function runScenarios(
  ids: readonly string[],
  options: RunOptions,
  asking: Asking,
  stop: Stop,
): Promise<void> {
  if (ids.some(isFile)) await (await import('../ending/stuck.ts')).watchForEndlessLoop();
  const endChildren = ids.some(isFile) ? watchChildren() : () => {};
  const store = options.store === undefined ? undefined : await storePlace(options.store);
  const chosen = await chosenScenarios(ids, options, stop);
  const plays = chosen.flatMap((choice) =>
    variantsOf(choice.entry, options).map((variant) => ({ ...choice, variant })),
  );
  const isSummed = isToldInShort(options, plays.length);
  const watched = !isSummed && isWatched(options, plays.length, asking);
  const progress = progressLine(screen(asking));
  const names = plays.map(({ entry: { id }, variant }) => ({ id, variant }));
  const summed = isSummed ? { names, progress } : undefined;
  const { outputs, held } = await openRunOutputs(options, screen(asking), stop, watched, summed);
  /** The file of the user's own that is played. */
  let file: string | undefined;
  const emit = (event: TranscriptEvent) => {
    if (stop.signal.aborted) return;
    try {
      outputs.take(event);
    } catch (error) {
      // Most events come from sockets, where a throw would crash the program with files half written.
      file = undefined; // whatever this is, the scenario that is played is not to blame
      stop.because(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const outcomes: Outcome[] = [];
  let release = () => {};
  const recordings: { readonly run: Recorded; readonly player: Player }[] = [];
  try {
    let differences = comparison();
    for (const [index, { entry, load, variant, ...chosen }] of plays.entries()) {
      const place = `${index + 1} of ${plays.length}  ${entry.id}, ${variant}`;
      if (isSummed) progress.show(place);
      else if (plays.length > 1) sayBeside(place, screen(asking));
      const scenario = await load();
      file = chosen.file;
      const how = {
        group: entry.group,
        ...(file !== undefined && { file }),
        set: options.set,
        seed: options.seed,
        ...(store && { store }),
        signal: stop.signal,
      };
      const events: TranscriptEvent[] = [];
      const guarded = file;
      const guard = () => (guarded === undefined ? () => {} : guardAgainst(endOf(guarded), stop));
      release = guard();
      const outcome = await play(scenario, {
        ...how,
        variant,
        // Who looks at it when it is over waits then.
        pace: watched ? 'fast' : options.pace,
        emit: (event) => {
          emit(event);
          if (watched) events.push(event);
          // Where time passes for real, what came before a wait is shown before it.
          if (options.pace === 'real' && event.type === 'wait') outputs.release();
          differences.take(event);
        },
        beforeStep: async (step, _, id) => held?.reach({ step, id }),
      });
      release();
      outcomes.push(outcome);
      if (watched && outcome.failure) printOn(events, options, asking);
      // Of many the others are told all the same.
      if (outcome.failure && !isSummed) break;
      if (watched) recordings.push(recorded(scenario, how, variant, events, guard));
      if (options.compare && plays[index + 1]?.entry !== entry) {
        const compared = differences.result();
        if (compared !== undefined) emit(compared);
        differences = comparison();
      }
    }
    if (stop.signal.aborted) throw new Interrupted(stop.signal.reason);
    outputs.finish();
    if (recordings.length > 0) await watchRuns(recordings, options, asking, stop);
  } catch (error) {
    breakOff(outputs, stop, error);
    throw blamed(error, file);
  } finally {
    release();
    progress.clear();
    outputs.discard();
    stop.release();
    endThoughKeptOpen(stop, file === undefined ? undefined : { file, endChildren });
  }
  process.exitCode = exitCode(outcomes, file);
  // What the scenario came to is less than a file that is missing.
  if (outputs.failure) process.exitCode = report(outputs.failure);
  if (plays.length > 1 && !isSummed) sayBeside(summary(outcomes, plays.length), screen(asking));
}

/** Whether runs are told in a line each: all, or those of a group, unless somebody wants to see them. */
function isToldInShort(options: RunOptions, runs: number): boolean {
  const { all, group, format, wire, step, steps, allSteps } = options;
  const isMany = (all === true || group !== undefined) && runs > 1;
  const isNarrowed = step !== undefined || steps !== undefined || allSteps || options.runs;
  return isMany && format === 'pretty' && wire === 'brief' && !isNarrowed;
}

/** A run that failed is told as far as it came. */
function printOn(events: readonly TranscriptEvent[], { wire }: RunOptions, asking: Asking): void {
  const view = terminalView({ wire, ...screen(asking) });
  for (const event of events) process.stdout.write(view.write(event));
  process.stdout.write(view.release());
}

function summary(outcomes: readonly Outcome[], count: number): string {
  const good = outcomes.filter((outcome) => outcome.asPredicted).length;
  return `${good} of ${count} runs came out as predicted`;
}

/** What is said if nothing is left that could go on with a scenario of the user's own. */
function endOf(file: string): EarlyEnd {
  return { message: `${file} failed: it awaits what never comes`, code: exit.unpredicted };
}

/** An error that surfaced while a scenario of the user's own was played is that scenario's. */
function blamed(error: unknown, file: string | undefined): unknown {
  if (file === undefined || !(error instanceof Interrupted)) return error;
  const { reason } = error;
  const isTheirs = reason instanceof Error && !(reason instanceof SurroundingsError);
  return isTheirs ? new OwnScenarioError(file, reason) : error;
}

function exitCode(outcomes: readonly Outcome[], file: string | undefined): number {
  const failure = outcomes.find((outcome) => outcome.failure)?.failure;
  if (failure) return report(file === undefined ? failure : new OwnScenarioError(file, failure));
  return outcomes.every((outcome) => outcome.asPredicted) ? exit.ok : exit.unpredicted;
}
