import { copyFileSync, readFileSync, renameSync } from 'node:fs';
import { freeNameBeside, removeAbandonedParts, writeWhole } from './atomic-file.ts';
import { progressFile } from './place.ts';
import { noProgress, type Progress } from './progress.ts';
import { ProgressError } from './progress-error.ts';
import { parseProgress } from './shape.ts';

/** Where progress is kept, and how it changes. Each call reads or writes the file before it returns. */
export interface ProgressStore {
  readonly path: string;
  /** @throws ProgressError where a later version wrote the file. */
  read(): Progress;
  /**
   * Reads the file again, changes what it says and writes it back, so that another program's answers
   * stay. Where it cannot be written, that is said once and the change lasts until the end of the
   * program.
   *
   * @throws ProgressError where a later version wrote the file.
   */
  update(change: (progress: Progress) => Progress): void;
  /**
   * Puts other progress in the place of what is kept, which stays beside it, whatever it holds.
   *
   * @returns where the former file is now; undefined where there was none
   * @throws the file system's error
   */
  replace(progress: Progress, why: 'import' | 'reset'): string | undefined;
}

export interface StoreOptions {
  readonly path?: string;
  /** Takes what the person should know, a sentence. On standard error where nothing is said. */
  readonly warn?: (sentence: string) => void;
  readonly now?: () => Date;
}

/** Opens the progress of this person. Nothing is read or written yet, save leftovers of killed programs. */
export function openProgress(options: StoreOptions = {}): ProgressStore {
  const { path = progressFile(), warn = sayOnStderr, now = () => new Date() } = options;
  /** What is known where nothing can be kept. */
  let unkept: Progress | undefined;
  removeAbandonedParts(path, now());

  const giveUpKeeping = (progress: Progress, error: unknown): Progress => {
    warn(`progress cannot be kept in ${path}: ${reason(error)}; nothing is kept from here on`);
    unkept = progress;
    return progress;
  };

  const setAside = (damage: ProgressError): Progress => {
    const aside = freeNameBeside(path, 'damaged', now());
    try {
      renameSync(path, aside);
    } catch (error) {
      return giveUpKeeping(noProgress, error);
    }
    warn(
      `the progress file was damaged (${damage.message}); it is now ${aside}, and you start anew`,
    );
    return noProgress;
  };

  const read = (): Progress => {
    if (unkept) return unkept;
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      return isMissing(error) ? noProgress : giveUpKeeping(noProgress, error);
    }
    try {
      return parseProgress(text);
    } catch (error) {
      if (!(error instanceof ProgressError)) throw error;
      if (error.code === 'damaged') return setAside(error);
      throw new ProgressError(error.code, `${path}: ${error.message}`, { cause: error });
    }
  };

  return {
    path,
    read,
    update(change) {
      const progress = change(read());
      if (unkept) {
        unkept = progress;
        return;
      }
      try {
        writeWhole(path, textOf(progress));
      } catch (error) {
        giveUpKeeping(progress, error);
      }
    },
    replace(progress, why) {
      const aside = freeNameBeside(path, `before-${why}`, now());
      const former = copyIfThere(path, aside);
      writeWhole(path, textOf(progress));
      return former ? aside : undefined;
    },
  };
}

/** The text of the file, and of an export. */
export function textOf(progress: Progress): string {
  return `${JSON.stringify(progress, null, 1)}\n`;
}

function copyIfThere(from: string, to: string): boolean {
  try {
    copyFileSync(from, to);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'permission is missing';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'its folder is a file';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOENT':
      return 'its folder cannot be made';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function sayOnStderr(sentence: string): void {
  // A path may hold anything but NUL.
  process.stderr.write(`apilab: ${sentence.replace(/\p{Cc}/gu, '?')}\n`);
}
