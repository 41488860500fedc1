import { constants, type ServerHttp2Session } from 'node:http2';
import type { Clock } from 'apilab';

/** How many requests a client may give up in a row, and how long until it may give up another one. */
const BURST = 20;
const ANOTHER_MS = 1000;

/** Watches a connection. */
export type Guard = (session: ServerHttp2Session, clock: Pick<Clock, 'now'>) => void;

/**
 * Ends a connection whose client opens streams only to reset them: each costs the client nothing, and
 * the server the beginning of an answer. It is told why, and which streams were taken.
 */
export const keepCalm: Guard = (session, clock) => {
  let left = BURST;
  let since = clock.now();
  session.on('stream', (stream) => {
    stream.once('aborted', () => {
      const earned = Math.floor((clock.now() - since) / ANOTHER_MS);
      since += earned * ANOTHER_MS;
      left = Math.min(BURST, left + earned) - 1;
      if (left > 0 || session.closed) return;
      session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM);
      session.close();
    });
  });
};
