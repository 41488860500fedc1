import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LONGEST_MESSAGE_BYTES, type Refusal, webSocketEndpoint } from './endpoint.ts';
import { receive, send } from './json-messages.ts';
import { underTest } from './testing.ts';

/** A server that sends back what it takes for a message. */
async function running(refusal?: Refusal) {
  const server = webSocketEndpoint(
    (socket) => receive(socket, (given) => send(socket, { given })),
    refusal,
  );
  const tested = await underTest(server);
  onTestFinished(() => tested.close());

  /** The status that a request with these fields is answered with. */
  const statusFor = (fields: Readonly<Record<string, string>>) =>
    new Promise<number>((resolve, reject) => {
      const asking = request({ port: tested.port, host: '127.0.0.1', headers: fields });
      asking.on('response', (response) => resolve(response.resume().statusCode ?? 0));
      asking.on('upgrade', (response, stream) => {
        stream.destroy();
        resolve(response.statusCode ?? 0);
      });
      asking.on('error', reject);
      asking.end();
    });
  return { ...tested, statusFor };
}

const handshake = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

describe('the endpoint', () => {
  test('tells what is no handshake to upgrade', async () => {
    const { statusFor } = await running();
    expect(await statusFor({})).toBe(426);
  });

  test('takes a program, and a page of its own site', async () => {
    const { port, statusFor } = await running();
    expect(await statusFor(handshake)).toBe(101);
    expect(await statusFor({ ...handshake, origin: `http://127.0.0.1:${port}` })).toBe(101);
  });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1', '', 'x'])(
    'refuses a page of %j',
    async (origin) => {
      const { statusFor } = await running();
      expect(await statusFor({ ...handshake, origin })).toBe(403);
    },
  );

  test('refuses as it is told to, before the 101', async () => {
    const { statusFor } = await running(() => 503);
    expect(await statusFor(handshake)).toBe(503);
    expect(await statusFor({})).toBe(426);
  });

  test('lets go of whoever is refused, and never ends its own side', async () => {
    const { port } = await running();
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    const fields = Object.entries({ ...handshake, origin: 'https://evil.example' });
    const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.write(`GET / HTTP/1.1\r\nHost: a\r\n${head}\r\n`);
    socket.resume();
    await once(socket, 'end');
    // What is sent to a connection that nobody holds any more is reset.
    const isReset = once(socket, 'error').then(([error]) => error.code);
    const talking = setInterval(() => socket.write('x'), 10);
    onTestFinished(() => clearInterval(talking));
    expect(await isReset).toMatch(/ECONNRESET|EPIPE/);
  });

  test('reads JSON in text, and nothing in all else', async () => {
    const { talker } = await running();
    const { socket, say, hears } = await talker();
    say({ a: 1 });
    say('no json');
    socket.send(Buffer.from('{"a":1}'), { binary: true });
    expect(await hears(3)).toEqual([{ given: { a: 1 } }, {}, {}]);
  });

  test('closes with 1009 whoever sends more than it reads', async () => {
    const { talker } = await running();
    const { say, closed } = await talker();
    say(`"${'a'.repeat(LONGEST_MESSAGE_BYTES)}"`);
    expect(await closed).toBe(1009);
  });

  test('survives whatever comes behind a handshake', async () => {
    const { port, talker } = await running();
    const head = Object.entries(handshake).map(([name, value]) => `${name}: ${value}\r\n`);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 100 }), async (bytes) => {
        const socket = connect({ port, host: '127.0.0.1' });
        socket.on('error', () => {});
        socket.resume();
        const closed = new Promise((resolve) => socket.once('close', resolve));
        socket.write(`GET / HTTP/1.1\r\nHost: a\r\n${head.join('')}\r\n`);
        socket.end(bytes);
        await closed;
      }),
      { numRuns: 50 },
    );
    const { say, hears } = await talker();
    say({ still: 'here' });
    expect(await hears(1)).toEqual([{ given: { still: 'here' } }]);
  });
});
