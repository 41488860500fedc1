import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './file-error.ts';
import { mayLive, ownName } from './process-life.ts';
import { ProgressError } from './progress-error.ts';

/**
 * Whoever holds a file and may live is waited for so long, in milliseconds. It takes a few to write,
 * so only a stopped process lasts, or one whose end cannot be seen from here.
 */
const PATIENCE_MS = 10_000;

/** Nobody waits longer than this, in milliseconds. */
const LONGEST_MS = 30_000;

/** How long until the next look, in milliseconds. */
const LOOK_MS = 2;

/** A file that no other process writes as long as this is held. */
export interface Hold {
  /**
   * Puts a text in the file's place, to the disk and whole or not at all.
   *
   * @returns false if the hold was taken away and nothing was written
   */
  commit(text: string): boolean;
  /** Lets others write. Does nothing if that is so already. */
  release(): void;
}

/**
 * Waits until nobody else writes a file, and holds it.
 *
 * The lock is a folder beside the file with one part in it, named after its holder, which becomes the
 * file when it is committed. A folder can be renamed into the place of an empty one only, so there is
 * one holder. A holder that was killed leaves its part; whoever finds it there removes it by its name,
 * which cannot hit the next holder's. And if somebody was taken for dead who is not, it has no part
 * any more to commit: nothing is lost, it begins again.
 *
 * @throws ProgressError `busy`, `no-file` if the lock's name is taken, or the file system's error
 */
export function hold(path: string, patienceMs = PATIENCE_MS): Hold {
  const name = ownName();
  const own = `${path}.${name}.part`;
  const lock = lockOf(path);
  const isStuck = stuckAfter(patienceMs);
  try {
    for (const end = performance.now() + LONGEST_MS; performance.now() < end; pause(LOOK_MS)) {
      if (enter(own, name, lock)) return held(path, join(lock, name), lock);
      evict(lock, isStuck);
    }
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    throw isInTheWay(lock) ? blocked(lock, error) : error;
  }
  rmSync(own, { recursive: true, force: true });
  throw new ProgressError('busy', 'another program writes it all the time');
}

/** The lock of a file: a folder that is there while somebody writes the file. */
export function lockOf(path: string): string {
  return `${path}.lock`;
}

/** Opens a lock whose holders are all gone, or stuck if that can be said. */
export function evict(lock: string, isStuck: (names: readonly string[]) => boolean): void {
  let names: readonly string[];
  try {
    // A link is no lock: what it leads to is somebody else's.
    if (isInTheWay(lock)) throw blocked(lock);
    names = readdirSync(lock);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const all = isStuck(names);
  for (const name of names) {
    if (all || !mayLive(name)) rmSync(join(lock, name), { recursive: true, force: true });
  }
  removeIfEmpty(lock);
}

/** Takes the lock's place with a folder of one's own. False if somebody else is there. */
function enter(own: string, name: string, lock: string): boolean {
  makeOwn(own);
  writeFileSync(join(own, name), '', { mode: 0o600 });
  try {
    renameSync(own, lock);
    return true;
  } catch (error) {
    const code = codeOf(error);
    const isHeld =
      code === 'ENOTEMPTY' ||
      code === 'EEXIST' ||
      // Windows renames no folder to where one is, empty or not.
      (process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES'));
    if (isHeld) return false;
    throw error;
  }
}

/** Not `recursive`, which says of a file system that is read-only that a folder is missing. */
function makeOwn(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    // It was made before somebody else turned out to hold the file.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function held(path: string, part: string, lock: string): Hold {
  return {
    commit(text) {
      try {
        const descriptor = openSync(part, 'r+');
        try {
          writeFileSync(descriptor, text);
          fsyncSync(descriptor);
        } finally {
          closeSync(descriptor);
        }
        renameSync(part, path);
        return true;
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return false;
        throw error;
      }
    },
    release() {
      rmSync(part, { force: true });
      removeIfEmpty(lock);
    },
  };
}

/** True where something has the lock's name that is no folder, and so no lock. */
function isInTheWay(lock: string): boolean {
  return lstatSync(lock, { throwIfNoEntry: false })?.isDirectory() === false;
}

function blocked(lock: string, cause?: unknown): ProgressError {
  return new ProgressError('no-file', `${lock} is in the way; remove it`, { cause });
}

/** Says whether the same names were seen for so long. */
function stuckAfter(patienceMs: number): (names: readonly string[]) => boolean {
  let seen: string | undefined;
  let since = 0;
  return (names) => {
    const now = performance.now();
    const present = names.join('/');
    if (present !== seen) [seen, since] = [present, now];
    return now - since >= patienceMs;
  };
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // The next holder is there already, or the folder is gone: both are well.
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
