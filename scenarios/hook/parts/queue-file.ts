import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Database, openDatabase } from 'apilab/parts/shop/database';

/** Another process, which is alive, works on this queue. */
export class QueueInUse extends Error {
  override readonly name = 'QueueInUse';
  readonly code = 'queue-in-use';
}

/**
 * Opens the file of a queue for the one process that works on it.
 *
 * node-sqlite3-wasm locks a file with a folder beside it. A process that is killed leaves the folder
 * behind, and after that nobody could write. So the owner writes its process number down: if that
 * process is gone, so is its lock. What it left half done, SQLite takes back from its journal.
 *
 * @throws QueueInUse if the owner is alive.
 */
export function openQueueFile(file: string): Database {
  const ownerFile = `${file}.owner`;
  const owner = readOwner(ownerFile);
  if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
    throw new QueueInUse(`process ${owner} works on ${file}; stop it first`);
  }
  writeFileSync(ownerFile, String(process.pid));
  rmSync(`${file}.lock`, { recursive: true, force: true });
  return openDatabase(file);
}

function readOwner(file: string): number | undefined {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    return Number.isSafeInteger(owner) && owner > 0 ? owner : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Signal 0 asks whether a process is there, and does nothing to it. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
