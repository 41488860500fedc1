import type { KeepAlive } from '../../parts/heartbeat.ts';

/** Pings, and never looks whether anybody answers. */
export const noDeadline: KeepAlive = (socket, { clock, intervalMs }) => {
  let timer = clock.setTimer(intervalMs, ping);
  function ping(): void {
    socket.ping();
    timer = clock.setTimer(intervalMs, ping);
  }
  socket.on('close', () => timer.cancel());
};
