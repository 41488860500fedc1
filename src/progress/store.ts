import { copyFileSync, renameSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { freeNameBeside, removeLeftovers, rewrite } from './atomic-file.ts';
import { isOfTheFile, reason } from './file-error.ts';
import { progressFile } from './place.ts';
import { noProgress, type Progress } from './progress.ts';
import { ProgressError } from './progress-error.ts';
import { isDamage, placed, readKept } from './read.ts';
import { realFile } from './real-file.ts';

/** Where progress is kept, and how it changes. Each call reads or writes the file before it returns. */
export interface ProgressStore {
  readonly path: string;
  /** @throws ProgressError if a later version wrote the file. */
  read(): Progress;
  /**
   * Reads the file again, changes what it says and writes it back, while no other program does. Where
   * it cannot be written, that is said once and the change lasts until the end of the program.
   *
   * @param change may be called again if the file changed in between
   * @throws ProgressError if a later version wrote the file.
   */
  update(change: (progress: Progress) => Progress): void;
  /**
   * Puts other progress in the place of what is kept, which stays beside it, whatever it holds.
   *
   * @returns where the former file is now; undefined if there was nothing to lose: no file, an empty
   *   one, nothing learned yet, or the same progress
   * @throws ProgressError if the file is none, or the file system's error
   */
  replace(progress: Progress, why: 'import' | 'reset'): string | undefined;
}

export interface StoreOptions {
  readonly path?: string;
  /** Takes what the person should know, a sentence. */
  readonly warn: (sentence: string) => void;
  readonly now?: () => Date;
}

/** Opens the progress of this person. Nothing is read or written yet, save leftovers of killed programs. */
export function openProgress(options: StoreOptions): ProgressStore {
  const { path = progressFile(), warn, now = () => new Date() } = options;
  /** What is known if nothing can be kept. */
  let unkept: Progress | undefined;
  removeLeftovers(realFile(path), now());

  const giveUpKeeping = (progress: Progress, error: unknown): Progress => {
    if (unkept === undefined) {
      warn(`progress cannot be kept in ${path}: ${reason(error)}; nothing is kept from here on`);
    }
    unkept = progress;
    return progress;
  };

  /** Reads what nobody else writes meanwhile, and sets it aside if it is damaged. */
  const readHeld = (file: string): Progress => {
    try {
      return readKept(file) ?? noProgress;
    } catch (error) {
      if (!isDamage(error)) throw error;
      const aside = freeNameBeside(file, 'damaged', now());
      renameSync(file, aside);
      warn(
        `the progress file was damaged (${error.message}); it is now ${aside}, and you start over`,
      );
      return noProgress;
    }
  };

  const setAside = (): Progress => {
    const file = realFile(path);
    let progress = noProgress;
    rewrite(file, () => {
      // Another program may have set it aside and started over.
      progress = readHeld(file);
      return undefined;
    });
    return progress;
  };

  const load = (): Progress => {
    try {
      return readKept(realFile(path)) ?? noProgress;
    } catch (error) {
      if (isDamage(error)) return setAside();
      throw error;
    }
  };

  const read = (): Progress => {
    if (unkept) return unkept;
    try {
      return load();
    } catch (error) {
      if (isOfTheFile(error)) return giveUpKeeping(noProgress, error);
      throw placed(path, error);
    }
  };

  return {
    path,
    read,
    update(change) {
      if (unkept) {
        unkept = change(unkept);
        return;
      }
      let changed: Progress | undefined;
      try {
        const file = realFile(path);
        rewrite(file, () => {
          changed = change(readHeld(file));
          return textOf(changed);
        });
      } catch (error) {
        if (!isOfTheFile(error)) throw placed(path, error);
        // What cannot be written can perhaps be read.
        giveUpKeeping(changed ?? change(read()), error);
      }
    },
    replace(progress, why) {
      const file = realFile(path);
      let former: string | undefined;
      rewrite(file, () => {
        former = undefined;
        if (!isWorthACopy(file, progress)) return textOf(progress);
        former = freeNameBeside(file, `before-${why}`, now());
        copyFileSync(file, former);
        return textOf(progress);
      });
      return former;
    },
  };
}

/** The text of the file, and of an export. */
export function textOf(progress: Progress): string {
  return `${JSON.stringify(progress, null, 1)}\n`;
}

/** False if the next progress makes nothing of the former lost. What cannot be read is worth one. */
function isWorthACopy(file: string, next: Progress): boolean {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return false;
  try {
    const former = readKept(file);
    return !isDeepStrictEqual(former, noProgress) && !isDeepStrictEqual(former, next);
  } catch (error) {
    if (error instanceof ProgressError) return true;
    throw error;
  }
}
