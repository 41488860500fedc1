import { posix } from 'node:path';
import type { Disk } from './disk.ts';

/** A disk that is gone with its process, and on which nothing of anybody's lies. Paths mean what they mean on any. */
export function memoryDisk() {
  const files = new Map<string, Uint8Array>();
  const disk: Disk = {
    async write(path, pieces) {
      const kept: Uint8Array[] = [];
      for await (const piece of pieces) kept.push(piece);
      files.set(posix.normalize(path), Buffer.concat(kept));
    },
    async *read(path) {
      const bytes = files.get(posix.normalize(path));
      if (bytes === undefined) throw new Error(`there is no ${path}`);
      yield bytes;
    },
    async remove(path) {
      files.delete(posix.normalize(path));
    },
  };
  return {
    ...disk,
    /** What lies where, in order. */
    paths: (): readonly string[] => [...files.keys()].sort(),
    bytesOf: (path: string) => files.get(path),
  };
}
