import { access, constants, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closable } from '../scenario/lab.ts';
import { ANY_MARK, isOwnerGone, ownerMark } from './owner-mark.ts';

/** A folder of its own, removed with all that is in it when it is closed. */
export interface TemporaryFolder extends Closable {
  readonly path: string;
}

/** The machine has no room for temporary files, or lets nobody make any. `cause` says why. */
export class TemporaryFolderError extends Error {
  override readonly name = 'TemporaryFolderError';
  readonly code = 'no-temporary-folder';
  /** Where they were to lie. */
  readonly place: string;

  constructor(place: string, cause: unknown) {
    super(`no temporary folder can be made in ${place}`, { cause });
    this.place = place;
  }
}

/** Where Linux keeps files in memory: what a database syncs there need not wait for a disk. */
const IN_MEMORY = '/dev/shm';
/** The variables by which a person says where temporary files go, as `os.tmpdir` reads them. */
const CHOICES = ['TMPDIR', 'TMP', 'TEMP'];

/**
 * Makes an empty folder where the machine keeps what is temporary, in memory if it can and nobody chose
 * another place; only this user may look into it.
 *
 * @throws TemporaryFolderError
 */
export async function openTemporaryFolder(): Promise<TemporaryFolder> {
  const place = await temporaryPlace();
  isSwept ??= sweep(place);
  await isSwept;
  const path = await mkdtemp(join(place, `apilab-${ownerMark()}-`)).catch((cause: unknown) => {
    throw new TemporaryFolderError(place, cause);
  });
  return { path, close: () => rm(path, { recursive: true, force: true }) };
}

/** Folders of this program, as `openTemporaryFolder` names them. */
const ownName = new RegExp(`^apilab-(${ANY_MARK})-\\w+$`);

/** Resolves when the place was swept, once in a process. */
let isSwept: Promise<void> | undefined;

/** Removes what programs that were killed could not: folders of this user whose owner is gone. */
async function sweep(place: string): Promise<void> {
  const names = await readdir(place).catch(() => []);
  for (const name of names) {
    const [, mark] = ownName.exec(name) ?? [];
    if (mark === undefined || !isOwnerGone(mark)) continue;
    const path = join(place, name);
    const found = await lstat(path).catch(() => undefined);
    if (found?.isDirectory() && found.uid === process.getuid?.()) {
      await rm(path, { recursive: true, force: true }).catch(() => {});
    }
  }
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
