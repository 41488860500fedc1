import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
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
  const place = direct ? path : `${path}.${process.pid}.part`;
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

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function isSpecial(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile();
}
