import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { evict, hold, lockOf } from './lock.ts';
import { makeFolder } from './make-folder.ts';
import { mayLive } from './process-life.ts';
import { ProgressError } from './progress-error.ts';
import { refuseWhatIsNoFile } from './real-file.ts';

/** A file half written that is older than this belongs to nobody any more, in milliseconds. */
const ABANDONED_MS = 3_600_000;

/** How often a rewriting begins again before something must be wrong. */
const MOST_ATTEMPTS = 10;

/**
 * Rewrites a file whole or not at all, whenever the process is killed, and while no other process does.
 *
 * @param compose the new text; nothing if the file stays as it is. It may be called again, when
 *   somebody else was let in because this process seemed to have stopped
 * @param patienceMs how long another process that may live is waited for, in milliseconds
 * @throws ProgressError `busy` or `no-file`, the file system's error, and what `compose` throws
 */
export function rewrite(
  path: string,
  compose: () => string | undefined,
  patienceMs?: number,
): void {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    refuseWhatIsNoFile(path);
    makeFolder(dirname(path));
    const alone = hold(path, patienceMs);
    try {
      const text = compose();
      if (text === undefined || alone.commit(text)) return;
    } finally {
      alone.release();
    }
  }
  throw new ProgressError('busy', 'other programs take turns in writing it');
}

/** Removes what processes that were killed left beside the file. */
export function removeLeftovers(path: string, now: Date): void {
  const folder = dirname(path);
  try {
    for (const name of readdirSync(folder)) {
      const process = processOf(name, basename(path));
      if (process === undefined) continue;
      const part = join(folder, name);
      const isOld = now.getTime() - statSync(part).mtimeMs > ABANDONED_MS;
      if (isOld || !mayLive(process)) rmSync(part, { recursive: true, force: true });
    }
    evict(lockOf(path), () => false);
  } catch {
    // No folder yet, none of ours, or another program was quicker: they take a few bytes and no more.
  }
}

/** A name beside the file that nothing has yet: `progress-damaged-20261121T093000Z.json`. */
export function freeNameBeside(path: string, label: string, now: Date): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const stem = path.replace(/\.json$/, '');
  for (let copy = 1; ; copy++) {
    const name = `${stem}-${label}-${stamp}${copy === 1 ? '' : `-${copy}`}.json`;
    if (statSync(name, { throwIfNoEntry: false }) === undefined) return name;
  }
}

/** The process that a part of the file belongs to: `progress.json.4711-100-0a1b2c.part`. */
function processOf(name: string, file: string): string | undefined {
  const [, whole, process] = /^(.*)\.(\d[\da-f-]*)\.part$/.exec(name) ?? [];
  return whole === file ? process : undefined;
}
