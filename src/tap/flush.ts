import type { Socket } from 'node:net';
import type { Surroundings } from './types.ts';

/** Resolves when the system took every byte, and the end, that was written; at once if the socket is closed. */
export function flushed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed || socket.writableFinished) return resolve();
    if (!socket.writableEnded && socket.writableLength === 0) return resolve();
    const done = () => {
      socket.off('close', done);
      socket.off('finish', done);
      resolve();
    };
    socket.once('close', done);
    // An empty write queues behind all others; its callback means that they are out.
    if (socket.writableEnded) socket.once('finish', done);
    else socket.write(new Uint8Array(0), done);
  });
}

/**
 * Resolves when what was flushed was read, as well as the surroundings can tell. Never rejects.
 *
 * A reset that overtakes the reading of the last bytes is not only a matter of lost bytes: libuv
 * reads them, sees the hang-up beside them, and reports an orderly end instead of a reset.
 */
export async function read(surroundings: Surroundings): Promise<void> {
  if (surroundings.settled === undefined) {
    // The first turn ends the poll phase that runs now; a reader gets the whole one before the second.
    await turn();
    await turn();
    return;
  }
  try {
    await surroundings.settled();
  } catch {
    // The owner gave up waiting; a cut that was decided is made all the same.
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
