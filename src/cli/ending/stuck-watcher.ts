/**
 * A thread beside the main one: see `stuck.ts`.
 *
 * @module
 */
import { Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import { LET_GO } from './stuck.ts';

/** How long the main thread may be silent before it is taken to hang, in milliseconds. */
const SILENCE_MS = 1000;

const beats: Int32Array = workerData;
parentPort?.postMessage('watching');
let last = -1;
/** Open while the main thread hangs: the program would wait for whoever still listens. */
let session: Session | undefined;

setInterval(() => {
  const now = Atomics.load(beats, 0);
  const hangs = now === last;
  last = now;
  if (hangs) return letGo();
  session?.disconnect();
  session = undefined;
}, SILENCE_MS);

/** The inspector is heard in the middle of a loop. */
function letGo(): void {
  if (session === undefined) {
    session = new Session();
    session.connectToMainThread();
  }
  session.post('Runtime.evaluate', { expression: `globalThis[Symbol.for('${LET_GO}')]?.()` });
}
