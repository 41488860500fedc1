import type { Clock } from 'apilab';
import type { WebSocket } from 'ws';
import type { Session } from './sessions.ts';

/** Agreed on with the clients: log in, then come back (RFC 6455 §7.4.2). */
export const SESSION_OVER = 4001;

/** Sees to it that a connection does not outlive the session that opened it. */
export type Watch = (socket: WebSocket, session: Session, clock: Clock) => void;

/** Closes when the session is over. A handshake is looked at once, and a connection can last for days. */
export const closeWhenOver: Watch = (socket, { until }, clock) => {
  const timer = clock.setTimer(Math.max(0, until - clock.now()), () => {
    socket.close(SESSION_OVER, 'the session is over');
  });
  socket.on('close', () => timer.cancel());
};
