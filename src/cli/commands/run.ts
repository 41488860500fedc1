import type { StepName } from '../../lab/record/step-name.ts';
import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { Interrupted } from '../../lab/scenario/lab-error.ts';
import { type Outcome, play } from '../../lab/scenario/play.ts';
import type { StepChoice } from '../../report/excerpt/step-choice.ts';
import { comparison, type WireDetail } from '../../report/index.ts';
import { type EarlyEnd, guardAgainst } from '../ending/early-end.ts';
import { exit, SurroundingsError } from '../ending/exit.ts';
import { report } from '../ending/failure.ts';
import { endThoughKeptOpen } from '../ending/kept-open.ts';
import type { Stop } from '../ending/signals.ts';
import { watchForEndlessLoop } from '../ending/stuck.ts';
import { chosenScenarios, variantsOf } from '../finding/chosen-scenarios.ts';
import { breakOff } from '../output/break-off.ts';
import { openRunOutputs } from '../output/run-outputs.ts';
import { sayBeside } from '../output/say-beside.ts';
import type { PrintFormat } from '../output/sinks.ts';
import { watchChildren } from '../own-scenario/left-running.ts';
import { OwnScenarioError } from '../own-scenario/own-scenario-error.ts';
import { isFile } from '../own-scenario/user-scenario.ts';
import type { Asking } from '../screen/can-ask.ts';
import { screen } from '../screen/terminal.ts';

export interface RunOptions {
  readonly group?: string;
  readonly all?: boolean;
  readonly variant?: string;
  readonly compare?: boolean;
  readonly set: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly pace: 'fast' | 'real';
  readonly wire: WireDetail;
  /** The step to begin with, a pause before each; `true` if none was named. */
  readonly step?: StepName | true;
  /** The steps that are told; all if none were named. */
  readonly steps?: StepChoice;
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
  if (ids.some(isFile)) await watchForEndlessLoop();
  const endChildren = ids.some(isFile) ? watchChildren() : () => {};
  const chosen = await chosenScenarios(ids, options, stop);
  const plays = chosen.flatMap((choice) =>
    variantsOf(choice.entry, options).map((variant) => ({ ...choice, variant })),
  );
  const { outputs, held } = await openRunOutputs(options, screen(asking), stop);
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
  const steps = await pauses(options, asking, stop);
  try {
    let differences = comparison();
    for (const [index, { entry, load, variant, ...chosen }] of plays.entries()) {
      if (plays.length > 1) {
        sayBeside(`${index + 1} of ${plays.length}  ${entry.id}, ${variant}`, screen(asking));
      }
      const scenario = await load();
      file = chosen.file;
      if (file !== undefined) release = guardAgainst(endOf(file), stop);
      const outcome = await play(scenario, {
        group: entry.group,
        ...(file !== undefined && { file }),
        variant,
        set: options.set,
        seed: options.seed,
        pace: options.pace,
        signal: stop.signal,
        emit: (event) => {
          emit(event);
          // Where time passes for real, what came before a wait is shown before it.
          if (options.pace === 'real' && event.type === 'wait') outputs.release();
          differences.take(event);
          steps?.take(event);
        },
        beforeStep: async (step, title, id) => {
          held?.reach({ step, id });
          if (steps === undefined) return;
          outputs.release();
          await steps.beforeStep(step, title, id);
        },
      });
      release();
      outcomes.push(outcome);
      if (outcome.failure) break;
      if (options.compare && plays[index + 1]?.entry !== entry) {
        emit(differences.table());
        differences = comparison();
      }
    }
    if (stop.signal.aborted) throw new Interrupted(stop.signal.reason);
    outputs.finish();
  } catch (error) {
    breakOff(outputs, stop, error);
    throw blamed(error, file);
  } finally {
    release();
    outputs.discard();
    steps?.close();
    stop.release();
    endThoughKeptOpen(stop, file === undefined ? undefined : { file, endChildren });
  }
  process.exitCode = exitCode(outcomes, file);
  // What the scenario came to is less than a file that is missing.
  if (outputs.failure) process.exitCode = report(outputs.failure);
  if (plays.length > 1) sayBeside(summary(outcomes, plays.length), screen(asking));
}

/** Loaded if somebody wants them. */
async function pauses({ step }: RunOptions, asking: Asking, stop: Stop) {
  if (step === undefined) return undefined;
  const { openPauses } = await import('../screen/pauses.ts');
  return openPauses(step === true ? 1 : step, asking, stop);
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
