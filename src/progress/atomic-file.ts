import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file half written that is older than this belongs to nobody any more, in milliseconds. */
const ABANDONED_MS = 3_600_000;

/**
 * Writes a file whole or not at all, whenever the process is killed: beside its place, to the disk,
 * then renamed.
 */
export function writeWhole(path: string, text: string): void {
  makeFolder(dirname(path));
  const part = `${path}.${process.pid}.part`;
  try {
    const descriptor = openSync(part, 'w', 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** One folder at a time: `recursive` never ends where a file system lets nobody make folders (`/proc`). */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another program was quicker.
    if (!statSync(folder, { throwIfNoEntry: false })) throw error;
  }
}

/** Removes what processes that were killed left half written beside the file. */
export function removeAbandonedParts(path: string, now: Date): void {
  const folder = dirname(path);
  try {
    for (const name of readdirSync(folder)) {
      const pid = pidOf(name, basename(path));
      if (pid === undefined) continue;
      const part = join(folder, name);
      const isOld = now.getTime() - statSync(part).mtimeMs > ABANDONED_MS;
      if (isOld || !isAlive(pid)) rmSync(part, { force: true });
    }
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

/** The process that wrote a part of the file: `progress.json.4711.part`. */
function pidOf(name: string, file: string): number | undefined {
  const [, whole, pid] = /^(.*)\.(\d+)\.part$/.exec(name) ?? [];
  return whole === file ? Number(pid) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
