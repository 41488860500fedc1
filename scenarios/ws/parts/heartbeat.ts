import type { Clock } from 'apilab';
import type { WebSocket } from 'ws';

export interface Heartbeat {
  readonly clock: Clock;
  /** From a pong to the next ping, in milliseconds. */
  readonly intervalMs: number;
  /** How long a pong may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** Watches over a connection whose peer may vanish without a word. */
export type KeepAlive = (socket: WebSocket, heartbeat: Heartbeat) => void;

/**
 * Pings a peer and drops the connection if no pong comes in time (RFC 6455 §5.5.2, §5.5.3).
 *
 * A peer that loses power or network says no goodbye: TCP tells nobody, and a sender's unacknowledged
 * bytes may be sent again for many minutes. Who only writes does not notice. A dead peer is found at
 * most `intervalMs + timeoutMs` after its last sign of life.
 */
export const pingWithDeadline: KeepAlive = (socket, { clock, intervalMs, timeoutMs }) => {
  let timer = clock.setTimer(intervalMs, ping);

  function ping(): void {
    socket.ping();
    // No closing handshake: there is nobody to shake hands with.
    timer = clock.setTimer(timeoutMs, () => socket.terminate());
  }

  socket.on('pong', () => {
    timer.cancel();
    timer = clock.setTimer(intervalMs, ping);
  });
  socket.on('close', () => timer.cancel());
};
