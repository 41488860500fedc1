import { once } from 'node:events';
import { connect } from 'node:net';
import { listening } from 'apilab';
import { manualClock } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { visit } from './clients.ts';
import { greeter } from './greeter.ts';

async function running() {
  const clock = manualClock();
  const { port, close } = await listening(greeter({ clock }), { host: '127.0.0.1' });
  onTestFinished(() => close());

  /** Opens a connection, sends bytes and gives all that comes until its end. */
  const say = async (bytes: string | Uint8Array): Promise<string> => {
    const socket = connect({ port, host: '127.0.0.1' });
    const heard: Buffer[] = [];
    socket.on('data', (chunk) => heard.push(chunk));
    socket.on('error', () => {});
    socket.end(bytes);
    await once(socket, 'close');
    return Buffer.concat(heard).toString('latin1');
  };
  return { clock, port, say };
}

const HANDSHAKE = [
  'GET / HTTP/1.1',
  'Host: a',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n');

describe('the greeter', () => {
  test('says goodbye to a client', async () => {
    const { port } = await running();
    expect(await visit(`ws://127.0.0.1:${port}`)).toEqual({ code: 1000 });
  });

  test('tells a client that only asks for a page to upgrade', async () => {
    const { say } = await running();
    const answer = await say('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 426 .*\r\nUpgrade: websocket\r\n/s);
  });

  test('lets go of whoever is refused, and never ends its own side', async () => {
    const { port } = await running();
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    socket.write(HANDSHAKE.replace('Version: 13', 'Version: 8'));
    socket.resume();
    await once(socket, 'end');
    // What is sent to a connection that nobody holds any more is reset.
    const isReset = once(socket, 'error').then(([error]) => error.code);
    const talking = setInterval(() => socket.write('x'), 10);
    onTestFinished(() => clearInterval(talking));
    expect(await isReset).toMatch(/ECONNRESET|EPIPE/);
  });

  test('dates what it refuses', async () => {
    const { say } = await running();
    const answer = await say(HANDSHAKE.replace('Version: 13', 'Version: 8'));
    expect(answer).toMatch(/^HTTP\/1.1 426 .*\r\nDate: Mon, 05 Jan 2026 09:00:00 GMT\r\n/s);
  });

  test('lets go of a client that never says goodbye', async () => {
    const { clock, port } = await running();
    const socket = connect({ port, host: '127.0.0.1' });
    socket.write(HANDSHAKE);
    await once(socket, 'data');
    expect(clock.timers).toBe(1);
    clock.advanceTo(5000);
    await once(socket, 'close');
    expect(clock.timers).toBe(0);
  });

  test('survives whatever is sent in place of a handshake, and behind it', async () => {
    const { clock, port, say } = await running();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', HANDSHAKE, HANDSHAKE.slice(0, 40), HANDSHAKE.replace('GET', 'HEAD')),
        fc.uint8Array({ maxLength: 200 }),
        async (text, bytes) => {
          const answer = await say(Buffer.concat([Buffer.from(text), bytes]));
          expect(answer).not.toMatch(/^HTTP\/1.1 5/);
        },
      ),
      { numRuns: 60 },
    );
    expect(clock.timers).toBe(0);
    expect(await visit(`ws://127.0.0.1:${port}`)).toEqual({ code: 1000 });
  });
});
