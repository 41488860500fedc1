import type { Clock } from 'apilab';
import type { WebSocket } from 'ws';

export interface HeartbeatOptions {
  readonly clock: Clock;
  /** From a pong to the next ping, in milliseconds. */
  readonly intervalMs: number;
  /** How long a pong may take; `none` pings and never looks whether anybody answers. */
  readonly timeoutMs: number | 'none';
}

/**
 * Pings a peer and drops the connection when no pong comes in time (RFC 6455 §5.5.2, §5.5.3).
 *
 * A peer that loses power or network says no goodbye: TCP tells nobody, and a sender's unacknowledged
 * bytes may be retried for many minutes. Who only writes does not notice. A dead peer is found at most
 * `intervalMs + timeoutMs` after its last sign of life.
 */
export function keepAlive(socket: WebSocket, { clock, intervalMs, timeoutMs }: HeartbeatOptions) {
  let timer = clock.setTimer(intervalMs, ping);

  function ping(): void {
    socket.ping();
    timer =
      timeoutMs === 'none'
        ? clock.setTimer(intervalMs, ping)
        : // No closing handshake: there is nobody to shake hands with.
          clock.setTimer(timeoutMs, () => socket.terminate());
  }

  socket.on('pong', () => {
    timer.cancel();
    timer = clock.setTimer(intervalMs, ping);
  });
  socket.on('close', () => timer.cancel());
}
