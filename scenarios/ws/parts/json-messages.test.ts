import { describe, expect, onTestFinished, test } from 'vitest';
import type { WebSocket } from 'ws';
import { webSocketEndpoint } from './endpoint.ts';
import { isName, isText, membersOf, send } from './json-messages.ts';
import { underTest } from './testing.ts';

describe('send', () => {
  test('lets go of whoever reads nothing', async () => {
    const sockets: WebSocket[] = [];
    const tested = await underTest(webSocketEndpoint((socket) => void sockets.push(socket)));
    onTestFinished(() => tested.close());
    const { socket, closed } = await tested.talker();
    socket.pause();
    const [server] = sockets;
    if (server === undefined) throw new Error('nobody came');
    const letGo = new Promise((resolve) => server.once('close', resolve));
    const page = { said: 'x'.repeat(100_000) };
    while (server.readyState === server.OPEN) {
      send(server, page);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await letGo;
    expect(server.bufferedAmount).toBeLessThan(2 * 1024 * 1024);
    // What is sent to a connection that is over goes nowhere, and throws nothing.
    send(server, page);
    socket.terminate();
    await closed;
  });
});

test.each([null, undefined, 7, 'x', true])('membersOf %j has none', (message) => {
  expect(membersOf(message)).toEqual({});
});

test.each(['ada', '@ben', 'a-1', 'x'.repeat(40)])('%s is a name', (name) => {
  expect(isName(name)).toBe(true);
});

test.each(['', '@', 'Ada', '__proto__', 'a b', '@@a', 'x'.repeat(41), 7, null])(
  '%j is no name',
  (name) => {
    expect(isName(name)).toBe(false);
  },
);

test('a text has a limit', () => {
  expect([isText(''), isText('x'.repeat(1000)), isText('x'.repeat(1001)), isText(7)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
