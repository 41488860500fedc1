import { createReadStream } from 'node:fs';
import {
  readTranscript,
  TranscriptError,
  terminalView,
  transcriptLines,
  type WireDetail,
} from '../../report/index.ts';
import { SurroundingsError, UsageError } from '../exit.ts';
import type { Stop } from '../signals.ts';
import { screen } from '../terminal.ts';

export interface ReplayOptions {
  readonly wire: WireDetail;
  readonly step?: number;
}

/** `apilab replay`: shows a saved run again, without any server. */
export async function replay(
  file: string,
  options: ReplayOptions,
  look: { readonly color?: boolean },
  stop: Stop,
): Promise<void> {
  const { colour, width } = screen(look);
  const fromStep = options.step === undefined ? {} : { fromStep: options.step };
  const view = terminalView({ wire: options.wire, colour, width, ...fromStep });
  const input = file === '-' ? process.stdin : createReadStream(file);
  try {
    for await (const event of readTranscript(transcriptLines(input))) {
      if (stop.signal.aborted) break;
      process.stdout.write(view.write(event));
    }
  } catch (error) {
    if (error instanceof TranscriptError)
      throw new UsageError(`${file}: ${error.message}`, { cause: error });
    if (isSystemError(error)) {
      throw new SurroundingsError(`${file} cannot be read: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
