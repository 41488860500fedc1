import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Disk } from './disk.ts';

/** A disk of the system that this runs on. It goes wherever a path leads: the paths are its caller's. */
export const folderDisk: Disk = {
  async write(path, pieces) {
    const unfinished = `${path}.part`;
    const file = await open(unfinished, 'w');
    try {
      for await (const piece of pieces) await file.writeFile(piece);
      await file.sync();
      await file.close();
      await rename(unfinished, path);
    } catch (error) {
      await file.close().catch(() => {});
      await rm(unfinished, { force: true });
      throw error;
    }
  },
  // Opened when the first piece is asked for: an answer to HEAD never asks, and would leave it open.
  async *read(path) {
    yield* createReadStream(path);
  },
  remove: (path) => rm(path, { force: true }),
};
