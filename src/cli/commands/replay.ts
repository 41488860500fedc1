import { createReadStream } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StepName } from '../../lab/record/step-name.ts';
import { Interrupted } from '../../lab/scenario/lab-error.ts';
import type { StepChoice } from '../../report/excerpt/step-choice.ts';
import {
  readTranscript,
  TranscriptError,
  transcriptLines,
  type WireDetail,
} from '../../report/index.ts';
import { cannotRead, UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { breakOff } from '../output/break-off.ts';
import { heldUntilStep } from '../output/held-until-step.ts';
import { onlySteps } from '../output/only-steps.ts';
import { openOutputs, outputFiles, refuseWholeForms } from '../output/output-files.ts';
import { outputsOf } from '../output/outputs.ts';
import { sinkFor } from '../output/sinks.ts';
import { readTaught } from '../output/taught.ts';
import type { Asking } from '../screen/can-ask.ts';
import { screen } from '../screen/terminal.ts';

export interface ReplayOptions {
  readonly wire: WireDetail;
  readonly step?: StepName;
  /** The steps that are told; all if none were named. */
  readonly steps?: StepChoice;
  readonly output: readonly string[];
}

/** `apilab replay`: shows a saved run again, without any server. */
export async function replay(
  file: string,
  options: ReplayOptions,
  asking: Asking,
  stop: Stop,
): Promise<void> {
  const { colour, width, plain, isTerminal } = screen(asking);
  const fromStep = options.step === undefined ? {} : { fromStep: options.step };
  const taught = await readTaught();
  const view = { wire: options.wire, colour, width, plain, taught, ...fromStep };
  const inFile = { ...view, colour: false, width: isTerminal ? 100 : width };
  const { steps } = options;
  const named = outputFiles(options.output, 'pretty');
  if (steps !== undefined) refuseWholeForms(named);
  const files = await openOutputs(named, inFile, steps);
  const stdout = await sinkFor('pretty', view, {
    write: (content) => process.stdout.write(content),
  });
  const told = steps === undefined ? stdout : onlySteps(steps, stdout);
  const printed = options.step === undefined ? told : heldUntilStep(options.step, stdout);
  const outputs = outputsOf(printed, files);
  if (files.length > 0) stop.goOnUnread(outputs.goOnUnread);
  const input = file === '-' ? process.stdin : createReadStream(file);
  let unread: Error | undefined;
  input.once('error', (error: Error) => {
    unread = error;
  });
  // Wakes what waits for standard input.
  stop.signal.addEventListener('abort', () => input.destroy());
  try {
    for await (const event of readTranscript(transcriptLines(input))) {
      if (stop.signal.aborted) break;
      outputs.take(event);
    }
    await allPrinted();
    if (stop.signal.aborted) throw new Interrupted(stop.signal.reason);
    outputs.finish();
  } catch (error) {
    breakOff(outputs, stop, error);
    if (stop.signal.aborted) throw new Interrupted(stop.signal.reason);
    if (error instanceof TranscriptError) {
      throw new UsageError(`${file}: ${error.message}`, { cause: error });
    }
    throw error === unread ? cannotRead(file, error) : error;
  } finally {
    outputs.discard();
    stop.release();
  }
  if (outputs.failure) throw outputs.failure;
}

/** Resolves when all that was printed is on its way, and what went wrong with it is known. */
async function allPrinted(): Promise<void> {
  await new Promise((resolve) => process.stdout.write('', resolve));
  await nextTurn();
}
