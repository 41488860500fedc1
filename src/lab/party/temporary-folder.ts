import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closable } from '../scenario/lab.ts';

/** A folder of its own, removed with all that is in it when it is closed. */
export interface TemporaryFolder extends Closable {
  readonly path: string;
}

/** Makes an empty folder where the machine keeps what is temporary; only this user may look into it. */
export async function openTemporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'apilab-'));
  return { path, close: () => rm(path, { recursive: true, force: true }) };
}
