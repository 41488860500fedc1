import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { decode } from './decode.ts';
import { codeOf, isOfTheFile, reason } from './file-error.ts';
import { progressFile } from './place.ts';
import { noProgress, type Progress } from './progress.ts';
import { ProgressError } from './progress-error.ts';
import { refuseWhatIsNoFile } from './real-file.ts';
import { parseProgress } from './shape.ts';

/** What is longer is no progress: a review takes a hundred bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads what is kept and changes nothing, whatever is there. Where nothing was kept yet, that is a
 * beginning; where something is and cannot be read, it is an error.
 *
 * @throws ProgressError with the file in its message
 */
export function readProgress(path: string = progressFile()): Progress {
  try {
    const progress = readKept(path);
    if (progress) return progress;
  } catch (error) {
    throw placed(path, error);
  }
  if (isLink(path) && !existsSync(path)) {
    throw new ProgressError('unreadable', `${path} is a link to a file that is not there`);
  }
  return noProgress;
}

/**
 * Reads a file of progress; nothing if there is none.
 *
 * @throws ProgressError without the file in its message, or the file system's error
 */
export function readKept(path: string): Progress | undefined {
  refuseWhatIsNoFile(path);
  let bytes: Uint8Array;
  try {
    if (statSync(path).size > MOST_BYTES)
      throw new ProgressError('damaged', 'it is longer than 64 MiB');
    bytes = readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  return parseProgress(decode(bytes));
}

/** True if the file can be read and what stands in it is wrong. */
export function isDamage(error: unknown): error is ProgressError {
  return error instanceof ProgressError && error.code === 'damaged';
}

/** The error of a file, with the file in its message; any other error as it is. */
export function placed(path: string, error: unknown): unknown {
  if (isOfTheFile(error)) {
    const message = `${path} cannot be read: ${reason(error)}`;
    return new ProgressError('unreadable', message, { cause: error });
  }
  if (!(error instanceof ProgressError)) return error;
  const isDamaged = error.code === 'damaged';
  const message = isDamaged ? `${path} is damaged (${error.message})` : `${path}: ${error.message}`;
  return new ProgressError(error.code, message, { cause: error });
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
