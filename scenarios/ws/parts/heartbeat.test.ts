import { manualClock } from 'apilab/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { webSocketEndpoint } from './endpoint.ts';
import { pingWithDeadline } from './heartbeat.ts';
import { underTest } from './testing.ts';

async function running() {
  const clock = manualClock();
  let pongs = 0;
  const server = webSocketEndpoint((socket) => {
    pingWithDeadline(socket, { clock, intervalMs: 30, timeoutMs: 10 });
    socket.on('pong', () => void pongs++);
  });
  const tested = await underTest(server);
  onTestFinished(() => tested.close());
  return { clock, ponged: (count: number) => expect.poll(() => pongs).toBe(count), ...tested };
}

describe('a heartbeat', () => {
  test('drops a peer that does not answer in time', async () => {
    const { clock, talker } = await running();
    const { socket, closed } = await talker({ autoPong: false });
    const pinged = new Promise((resolve) => socket.once('ping', resolve));
    clock.advanceTo(30);
    await pinged;
    clock.advanceTo(39);
    expect(socket.readyState).toBe(socket.OPEN);
    clock.advanceTo(40);
    expect(await closed).toBe(1006);
    expect(clock.timers).toBe(0);
  });

  test('keeps a peer that answers, and asks again', async () => {
    const { clock, talker, ponged } = await running();
    const { socket } = await talker();
    for (let n = 1; n <= 3; n++) {
      clock.advanceTo(30 * n);
      await ponged(n);
    }
    expect(socket.readyState).toBe(socket.OPEN);
  });

  test('ends with the connection', async () => {
    const { clock, talker } = await running();
    const { socket, closed } = await talker();
    socket.close();
    await closed;
    await expect.poll(() => clock.timers).toBe(0);
  });

  test('lets a peer pong as often as it likes', async () => {
    const { clock, talker, ponged } = await running();
    const { socket } = await talker();
    for (let n = 0; n < 1000; n++) socket.pong();
    await ponged(1000);
    expect(clock.timers).toBe(1);
  });
});
