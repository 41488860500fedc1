import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ANY_MARK, isOwnerGone, ownerMark } from '../../lab/party/owner-mark.ts';
import { cannotWrite } from '../ending/exit.ts';
import type { Outlet } from './sinks.ts';

/**
 * A file that appears whole or not at all: it is written beside its place and renamed at the end, so
 * a full disk costs nobody a former run. Pipes and devices are written to directly.
 *
 * @throws SurroundingsError from each call that the file system refuses.
 */
export function outputFile(path: string): Outlet {
  const direct = isSpecial(path);
  const place = direct ? path : `${path}.${ownerMark()}.part`;
  if (!direct) sweep(path);
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw cannotWrite(path, error);
    }
  };
  const descriptor = attempt(() => openSync(place, 'w'));
  let open = true;
  const close = () => {
    if (open) closeSync(descriptor);
    open = false;
  };
  return {
    write: (content) => attempt(() => writeAll(descriptor, Buffer.from(content))),
    finish: () =>
      attempt(() => {
        if (!direct) fsyncSync(descriptor);
        close();
        if (!direct) renameSync(place, path);
      }),
    discard: () => {
      if (!open) return;
      close();
      if (!direct) rmSync(place, { force: true });
    },
  };
}

/** Removes what programs that were killed left half written beside the file. */
function sweep(path: string): void {
  const [folder, start] = [dirname(path), `${basename(path)}.`];
  try {
    for (const name of readdirSync(folder)) {
      const [, mark] = (name.startsWith(start) && part.exec(name.slice(start.length))) || [];
      if (mark === undefined || !isOwnerGone(mark)) continue;
      if (lstatSync(join(folder, name)).isFile()) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // A folder that cannot be read, or another program was quicker: nothing depends on it.
  }
}

/** What stands behind the name of a file while it is written. */
const part = new RegExp(`^(${ANY_MARK})\\.part$`);

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function isSpecial(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile();
}
