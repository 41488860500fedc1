import { createServer } from 'node:net';
import { listening } from 'apilab';
import { manualClock, seededRandom } from 'apilab/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WebSocket } from 'ws';
import { webSocketEndpoint } from './endpoint.ts';
import { type ReconnectingSocketOptions, reconnectingSocket } from './reconnecting-socket.ts';
import type { Loss } from './returning.ts';
import { underTest } from './testing.ts';

/** A server, and a client that comes back 100 ms after a loss, as it tells. */
async function running(options: Partial<ReconnectingSocketOptions> = {}) {
  const clock = manualClock();
  const sockets: WebSocket[] = [];
  const tested = await underTest(webSocketEndpoint((socket) => void sockets.push(socket)));
  const losses: Loss[] = [];
  const heard: string[] = [];
  const client = reconnectingSocket({
    url: tested.url,
    clock,
    random: seededRandom(1),
    silenceMs: 1000,
    returning: {
      isBack: (openMs) => openMs >= 500,
      waitMs(loss) {
        losses.push(loss);
        return loss.code === 1013 ? 'never' : 100;
      },
    },
    onText: (text) => void heard.push(text),
    ...options,
  });
  onTestFinished(async () => {
    client.close();
    await tested.close();
  });
  /** The server's side of the nth connection. */
  const connection = async (n: number): Promise<WebSocket> => {
    await expect.poll(() => sockets.length).toBe(n);
    const socket = sockets[n - 1];
    if (socket === undefined) throw new Error('nobody came');
    return socket;
  };
  const lost = (count: number) => expect.poll(() => losses.length).toBe(count);
  return { clock, client, sockets, losses, heard, connection, lost };
}

describe('a socket that comes back', () => {
  test('comes back after a loss, and counts attempts that came to nothing', async () => {
    const { clock, client, losses, connection, lost } = await running();
    client.connect();
    (await connection(1)).terminate();
    await lost(1);
    clock.advanceTo(100);
    (await connection(2)).close(1012);
    await lost(2);
    expect(losses).toEqual([
      { code: 1006, failures: 0 },
      { code: 1012, failures: 1 },
    ]);
  });

  test('begins to count anew once a connection has lasted', async () => {
    const { clock, client, losses, connection, lost } = await running();
    client.connect();
    (await connection(1)).terminate();
    await lost(1);
    clock.advanceTo(100);
    const second = await connection(2);
    await expect.poll(() => client.send('here')).toBe(true);
    clock.advanceTo(600);
    second.terminate();
    await lost(2);
    expect(losses.at(-1)?.failures).toBe(0);
  });

  test('stays away if it is told to, until somebody asks', async () => {
    const { clock, client, sockets, connection, lost } = await running();
    client.connect();
    (await connection(1)).close(1013);
    await lost(1);
    clock.advanceTo(1_000_000);
    expect(sockets).toHaveLength(1);
    client.connect();
    await connection(2);
  });

  test('gives up a server that is silent, and one that never answers', async () => {
    const silent = await listening(createServer(), { host: '127.0.0.1' });
    onTestFinished(() => silent.close());
    const { clock, client, losses, lost } = await running({ url: `ws://127.0.0.1:${silent.port}` });
    client.connect();
    clock.advanceTo(1000);
    await lost(1);
    expect(losses).toEqual([{ code: 1006, failures: 0 }]);
  });

  test('takes pings and messages for signs of life', async () => {
    const { clock, client, losses, heard, connection } = await running();
    client.connect();
    const socket = await connection(1);
    await expect.poll(() => client.send('here')).toBe(true);
    clock.advanceTo(900);
    socket.send('hello');
    await expect.poll(() => heard).toEqual(['hello']);
    clock.advanceTo(1800);
    expect(losses).toEqual([]);
  });

  test('opens one connection, however often it is asked', async () => {
    const { client, sockets, connection } = await running();
    client.connect();
    client.connect();
    await connection(1);
    client.connect();
    await expect.poll(() => client.send('here')).toBe(true);
    expect(sockets).toHaveLength(1);
  });

  test('says goodbye and does not come back', async () => {
    const { clock, client, losses, connection } = await running();
    client.connect();
    const socket = await connection(1);
    await expect.poll(() => client.send('here')).toBe(true);
    const code = new Promise((resolve) => socket.once('close', resolve));
    client.close();
    expect(await code).toBe(1000);
    expect(client.send('gone')).toBe(false);
    await expect.poll(() => clock.timers).toBe(0);
    expect(losses).toEqual([]);
  });

  test('is not moved by a server that talks nonsense', async () => {
    const nonsense = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('220 smtp.example ESMTP\r\n');
    });
    const { port, close } = await listening(nonsense, { host: '127.0.0.1' });
    onTestFinished(() => close());
    const { client, losses, lost } = await running({ url: `ws://127.0.0.1:${port}` });
    client.connect();
    await lost(1);
    expect(losses[0]?.code).toBe(1006);
  });
});
