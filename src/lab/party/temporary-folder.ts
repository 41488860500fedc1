import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closable } from '../scenario/lab.ts';

/** A folder of its own, removed with all that is in it when it is closed. */
export interface TemporaryFolder extends Closable {
  readonly path: string;
}

/** Where Linux keeps files in memory: what a database syncs there need not wait for a disk. */
const IN_MEMORY = '/dev/shm';
/** The variables by which a person says where temporary files go, as `os.tmpdir` reads them. */
const CHOICES = ['TMPDIR', 'TMP', 'TEMP'];

/**
 * Makes an empty folder where the machine keeps what is temporary, in memory if it can and nobody chose
 * another place; only this user may look into it.
 */
export async function openTemporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(await temporaryPlace(), 'apilab-'));
  return { path, close: () => rm(path, { recursive: true, force: true }) };
}

async function temporaryPlace(): Promise<string> {
  if (CHOICES.some((name) => process.env[name])) return tmpdir();
  try {
    await access(IN_MEMORY, constants.W_OK | constants.X_OK);
    return IN_MEMORY;
  } catch {
    // Not on Linux, or closed to this user.
    return tmpdir();
  }
}
