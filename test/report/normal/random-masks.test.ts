import { expect, test } from 'vitest';
import { goldenLine, normalise } from '../../../src/report/index.ts';
import { acceptFor } from '../../../src/wire/websocket/handshake.ts';
import { dissect, type Turn } from '../../wire/http1/conversation.ts';
import { clientHello, record } from '../../wire/tls/records.ts';
import { clientFrame, closing, key, offer, switched } from '../../wire/websocket/frames.ts';
import { seen } from '../sse-replay.events.ts';

/** The messages of a conversation as normalised events, their bytes with them. */
function events(turns: readonly Turn[]) {
  const streams = { 'client-to-server': '', 'server-to-client': '' };
  for (const [side, what] of turns) {
    const direction = side === 'client' ? 'client-to-server' : 'server-to-client';
    if (typeof what === 'string') streams[direction] += what;
    else if (what instanceof Uint8Array) streams[direction] += Buffer.from(what).toString('latin1');
  }
  return dissect(turns).map((message, i) => {
    const bytes = Buffer.from(streams[message.direction], 'latin1');
    const own = bytes.subarray(message.start, message.end).toString('base64');
    return normalise(seen(i, message, { bytes: own }));
  });
}

const conversation = (nonce: string, mask: readonly number[]): readonly Turn[] => [
  ['client', offer().replace(key, nonce)],
  ['server', switched().replace(acceptFor(key), acceptFor(nonce))],
  ['client', clientFrame({ payload: '{"type":"join"}', mask })],
  ['client', clientFrame({ opcode: 8, payload: closing(1000, 'bye'), mask })],
];

test('two WebSockets that drew different keys and masks are the same', () => {
  const other = Buffer.alloc(16, 5).toString('base64');
  const one = events(conversation(key, [1, 2, 3, 4]));
  const two = events(conversation(other, [9, 0, 200, 7]));
  expect(two).toEqual(one);
  expect(two.map(goldenLine)).toEqual(one.map(goldenLine));
});

test('the bytes of a masked frame show what it says', () => {
  const [, , frame] = events(conversation(key, [1, 2, 3, 4]));
  const bytes =
    frame?.type === 'message' ? Buffer.from(frame.bytes ?? '', 'base64') : Buffer.alloc(0);
  expect(bytes.toString('latin1')).toBe('\x81\x8f\0\0\0\0{"type":"join"}');
});

test('a key that breaks the rules stays as it is', () => {
  const [request] = events([['client', offer().replace(key, 'short')]]);
  expect(JSON.stringify(request)).toContain('short');
});

test('the bytes of a TLS record are blank, its length stays', () => {
  const sent = record(22, clientHello({ sni: 'shop.example' }));
  const [hello] = events([['client', sent]]);
  expect(hello).toMatchObject({ bytes: Buffer.alloc(sent.length).toString('base64') });
});
