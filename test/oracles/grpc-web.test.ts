import { describe, expect, test } from 'vitest';
import { witness } from '../lab/live/witness.ts';
import { dissected, hasTshark } from './tshark.ts';

const framed = (flag: number, text: string) =>
  Buffer.from([flag, 0, 0, 0, text.length, ...Buffer.from(text, 'latin1')]);
const body = Buffer.concat([
  framed(0, '\n\x04ACME'),
  framed(0, '\n\x04GLOB'),
  framed(0x80, 'grpc-status: 0\r\ngrpc-message: fine\r\n'),
]);
const answer = (type: string, bytes: Uint8Array) =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    ),
    bytes,
  ]);
const asked = (type: string, bytes: Uint8Array) =>
  Buffer.concat([
    Buffer.from(
      `POST /Prices/Watch HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    ),
    bytes,
  ]);

/** A call as a browser makes it, and all that a session before its server tells. */
async function call(type: string, pack: (bytes: Uint8Array) => Buffer) {
  const session = await witness(async (server) => {
    await server.hear('Watch');
    server.say(answer(type, pack(body)));
  });
  const client = await session.connect();
  client.say(asked(type, pack(framed(0, '\n\x04ACME'))));
  await client.hear('200 OK');
  client.socket.end();
  await session.end();
  const calls = session.events.flatMap((event) =>
    event.type === 'message' &&
    (event.message.kind === 'http-request' || event.message.kind === 'http-response')
      ? [event.message.grpc]
      : [],
  );
  return { session, calls };
}

const types = [
  ['application/grpc-web+proto', (bytes: Uint8Array) => Buffer.from(bytes)],
  [
    'application/grpc-web-text+proto',
    (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('base64')),
  ],
] as const;

test.each(types)('%s is told live and archived', async (type, pack) => {
  const { session, calls } = await call(type, pack);
  expect(calls).toMatchObject([
    { path: '/Prices/Watch', messages: [{ byteLength: 6 }] },
    {
      messages: [{ byteLength: 6 }, { byteLength: 6 }],
      status: { code: 0, name: 'OK', message: 'fine' },
    },
  ]);
  const [entry] = session.har();
  expect(entry?.comment).toContain('grpc-status: 0 OK');
  expect(entry?.response.bodySize).toBe(pack(body).length);
});

describe.skipIf(!hasTshark)('Wireshark', () => {
  test('reads the same messages', async () => {
    const { session, calls } = await call(...types[0]);
    const lengths = dissected(session.pcapng()).flatMap((packet) => packet['grpc.message_length']);
    const ours = calls.flatMap((each) => each?.messages ?? []).map(({ byteLength }) => byteLength);
    expect(ours).toEqual([6, 6, 6]);
    // Wireshark counts the trailers as a message of their own.
    expect(lengths.map(Number)).toEqual(expect.arrayContaining(ours));
  });
});
