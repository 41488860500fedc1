import { createReadStream } from 'node:fs';
import {
  readTranscript,
  TranscriptError,
  transcriptLines,
  type WireDetail,
} from '../../report/index.ts';
import { SurroundingsError, UsageError } from '../exit.ts';
import { openOutputs, outputFiles } from '../output-files.ts';
import type { Stop } from '../signals.ts';
import { sinkFor } from '../sinks.ts';
import { screen } from '../terminal.ts';

export interface ReplayOptions {
  readonly wire: WireDetail;
  readonly step?: number;
  readonly output: readonly string[];
}

/** `apilab replay`: shows a saved run again, without any server. */
export async function replay(
  file: string,
  options: ReplayOptions,
  look: { readonly color?: boolean },
  stop: Stop,
): Promise<void> {
  const { colour, width, isTerminal } = screen(look);
  const fromStep = options.step === undefined ? {} : { fromStep: options.step };
  const view = { wire: options.wire, colour, width, ...fromStep };
  const plain = { ...view, colour: false, width: isTerminal ? 100 : width };
  const outputs = await openOutputs(outputFiles(options.output, 'pretty'), plain);
  const sinks = [
    await sinkFor('pretty', view, { write: (content) => process.stdout.write(content) }),
    ...outputs,
  ];
  const input = file === '-' ? process.stdin : createReadStream(file);
  try {
    for await (const event of readTranscript(transcriptLines(input))) {
      if (stop.signal.aborted) return;
      for (const sink of sinks) sink.take(event);
    }
    for (const sink of sinks) sink.finish();
  } catch (error) {
    if (error instanceof TranscriptError)
      throw new UsageError(`${file}: ${error.message}`, { cause: error });
    if (isSystemError(error)) {
      throw new SurroundingsError(`${file} cannot be read: ${error.message}`, { cause: error });
    }
    throw error;
  } finally {
    for (const sink of sinks) sink.discard();
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
