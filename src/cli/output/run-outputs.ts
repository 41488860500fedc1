import type { StepName } from '../../lab/record/step-name.ts';
import type { StepChoice } from '../../report/excerpt/step-choice.ts';
import type { TerminalOptions, WireDetail } from '../../report/index.ts';
import type { Stop } from '../ending/signals.ts';
import type { Screen } from '../screen/terminal.ts';
import { comparedFirst } from './compared-first.ts';
import { type HeldSink, heldUntilStep } from './held-until-step.ts';
import { onlySteps } from './only-steps.ts';
import { openOutputs, outputFiles, refuseWholeForms } from './output-files.ts';
import { type Outputs, outputsOf } from './outputs.ts';
import type { ProgressLine } from './progress-line.ts';
import { type Outlet, type PrintFormat, type Sink, sinkFor, sinkOf } from './sinks.ts';
import { readTaught } from './taught.ts';

/** What a command line says of how a run is told. */
export interface RunOutput {
  readonly wire: WireDetail;
  readonly compare?: boolean;
  /** The runs too, below how they compare. */
  readonly runs?: boolean;
  /** The step that is told first; `true` if none was named. */
  readonly step?: StepName | true;
  /** The steps that are told; all if none were named. */
  readonly steps?: StepChoice;
  readonly format: PrintFormat;
  readonly output: readonly string[];
}

/** Where a run is told, and what of it waits for the step that was named. */
export interface RunOutputs {
  readonly outputs: Outputs;
  readonly held?: HeldSink;
}

/** Runs that are told in a line each. */
export interface Summed {
  readonly names: readonly { readonly id: string; readonly variant: string }[];
  readonly progress: ProgressLine;
}

/** Takes everything and prints nothing. */
const silence: Sink = { take: () => {}, release: () => {}, finish: () => {}, discard: () => {} };

/**
 * Opens what a run is told to: standard output, unless it is looked at when it is over, and files.
 *
 * @throws as `openOutputs` does.
 */
export async function openRunOutputs(
  options: RunOutput,
  screen: Screen,
  stop: Stop,
  isWatched: boolean,
  summed?: Summed,
): Promise<RunOutputs> {
  const { colour, width, plain, isTerminal } = screen;
  const { step, steps } = options;
  const fromStep = step === undefined || step === true ? {} : { fromStep: step };
  const taught = await readTaught();
  const view = { wire: options.wire, colour, width, plain, taught, ...fromStep };
  const inFile = { ...view, colour: false, width: isTerminal ? 100 : width };
  const files = outputFiles(options.output, options.format);
  if (steps !== undefined) refuseWholeForms(files, options.format);
  const sinks = await openOutputs(files, inFile, steps);
  const stdout = { write: (content: string | Uint8Array) => process.stdout.write(content) };
  const sink = isWatched
    ? silence
    : summed === undefined
      ? await sinkFor(options.format, view, stdout)
      : await summedSink(view, summed, stdout);
  const isCompared = options.compare && options.format === 'pretty' && summed === undefined;
  const printed = isCompared ? comparedFirst(sink, options.runs ?? false) : sink;
  const isHeld = options.format === 'pretty' && step !== undefined && step !== true;
  const held = isHeld ? heldUntilStep(step, printed) : undefined;
  const told = steps === undefined ? printed : onlySteps(steps, printed);
  const outputs = outputsOf(held ?? told, sinks);
  if (sinks.length > 0) stop.goOnUnread(outputs.goOnUnread);
  return { outputs, ...(held && { held }) };
}

async function summedSink(
  view: TerminalOptions,
  { names, progress }: Summed,
  outlet: Outlet,
): Promise<Sink> {
  const { summaryLines } = await import('../../report/summary/lines.ts');
  return sinkOf(summaryLines(view, names), {
    write(content) {
      progress.clear();
      outlet.write(content);
    },
  });
}
