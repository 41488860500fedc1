import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TapEvent } from '../../src/tap/index.ts';
import { dissectConnection } from '../../src/wire/connection.ts';
import type { Direction } from '../../src/wire/types.ts';
import { type Rig, rig } from './rig.ts';

const openRig = (options: Parameters<typeof rig>[0] = {}) =>
  rig({ dissect: dissectConnection, ...options });

/** A connection whose sides speak in turns: each time all is heard before anything else is said. */
async function talk(tapped: Rig) {
  const { client, server } = await tapped.connect();
  const heard = { 'client-to-server': 0, 'server-to-client': 0 };
  return {
    client,
    server,
    async say(direction: Direction, text: string | Uint8Array) {
      const [from, to] = direction === 'client-to-server' ? [client, server] : [server, client];
      heard[direction] += Buffer.byteLength(text);
      from.send(text);
      await to.receive(heard[direction]);
    },
  };
}

const post =
  'POST /up HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 6\r\n\r\n' as const;
const goOn = 'HTTP/1.1 100 Continue\r\n\r\n';
const thanks = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

describe('a message that is not whole when something crosses behind it', () => {
  test('is told before it, and again when it is whole: 100 Continue', async () => {
    const tapped = await openRig();
    const { say } = await talk(tapped);
    await say('client-to-server', post);
    await say('server-to-client', goOn);
    await say('client-to-server', 'abcdef');
    await say('server-to-client', thanks);
    expect(tapped.story()).toEqual([
      'opened 1',
      `0–${post.length} of POST /up HTTP/1.1`,
      'HTTP/1.1 100 Continue whole',
      'POST /up HTTP/1.1 whole',
      'HTTP/1.1 200 OK whole',
    ]);
    const [crossing] = tapped.events.filter((event) => event.type === 'crossing');
    expect(Buffer.from(crossing?.bytes ?? []).toString()).toBe(post);
    expect(crossing?.head).toMatchObject({ method: 'POST', content: { byteLength: 0 } });
  });

  test('is told before an answer that comes early', async () => {
    const tapped = await openRig();
    const { say } = await talk(tapped);
    const early = 'HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n';
    await say('client-to-server', `${post}ab`);
    await say('server-to-client', early);
    await say('client-to-server', 'cd');
    expect(tapped.story()).toEqual([
      'opened 1',
      `0–${post.length + 2} of POST /up HTTP/1.1`,
      'HTTP/1.1 413 Content Too Large whole',
    ]);
    tapped.tap.conclude();
    expect(tapped.story().slice(3)).toEqual([
      `${post.length + 2}–${post.length + 4} of a message from 0`,
      'POST /up HTTP/1.1 part',
    ]);
  });

  test('is told though its head is still to come', async () => {
    const tapped = await openRig();
    const { say } = await talk(tapped);
    await say('client-to-server', post.slice(0, 30));
    await say('server-to-client', goOn);
    await say('client-to-server', post.slice(30));
    await say('server-to-client', goOn);
    const crossings = tapped.events.filter((event) => event.type === 'crossing');
    expect(crossings.map(({ start, end, head }) => [start, end, head?.summary])).toEqual([
      [0, 30, undefined],
      [30, post.length, 'POST /up HTTP/1.1'],
    ]);
  });
});

test('a protocol that nothing reads is told in turns', async () => {
  const tapped = await openRig();
  const { say } = await talk(tapped);
  const spoken = ['220 hello\r\n', 'EHLO a\r\n', '250 ok\r\n', 'MAIL\r\n', '250 ok again\r\n'];
  for (const [turn, line] of spoken.entries()) {
    await say(turn % 2 === 0 ? 'server-to-client' : 'client-to-server', line);
  }
  tapped.tap.tellUnderWay();
  const told = tapped.events.filter((event) => event.type === 'message');
  expect(told.map(({ bytes }) => Buffer.from(bytes ?? []).toString())).toEqual(spoken);
});

test('time that goes on shows how far a message came, and the message says when it began', async () => {
  const tapped = await openRig();
  const { say } = await talk(tapped);
  await say('client-to-server', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n';
  await say('server-to-client', `${head}abc`);
  for (const more of ['def', '', 'ghi']) {
    tapped.tap.tellUnderWay();
    tapped.clock.advanceTo(tapped.clock.now() + 1_000);
    await say('server-to-client', more);
  }
  const end = head.length;
  expect(tapped.story().slice(2)).toEqual([
    `0–${end + 3} of HTTP/1.1 200 OK`,
    `${end + 3}–${end + 6} of a message from 0`,
    'HTTP/1.1 200 OK whole',
  ]);
  expect(tapped.events.at(-1)).toMatchObject({ type: 'message', begunAt: 0 });
});

test('what opens the next chunk of an event stream is no message that began', async () => {
  const tapped = await openRig();
  const { say } = await talk(tapped);
  await say('client-to-server', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const fields = 'Content-Type: text/event-stream\r\nTransfer-Encoding: chunked';
  await say('server-to-client', `HTTP/1.1 200 OK\r\n${fields}\r\n\r\n`);
  await say('server-to-client', '9\r\ndata: 1\n\n\r\n');
  tapped.tap.tellUnderWay();
  tapped.clock.advanceTo(1_000);
  await say('server-to-client', '9\r\ndata: 2\n\n\r\n');
  tapped.tap.tellUnderWay();
  expect(tapped.story().slice(3)).toEqual(['1 whole', '2 whole']);
  for (const event of tapped.events) expect(event).not.toHaveProperty('begunAt');
});

test('by itself a tap tells it after some milliseconds', async () => {
  const tapped = await openRig({ tellAfterMs: 1 });
  const { say } = await talk(tapped);
  await say('client-to-server', post);
  const crossing = await tapped.seen('crossing');
  expect(crossing.head?.summary).toBe('POST /up HTTP/1.1');
  const raw = await openRig({ tellAfterMs: 1 });
  const dialogue = await talk(raw);
  await dialogue.say('server-to-client', '220 hello\r\n');
  expect((await raw.seen('message')).message).toMatchObject({ kind: 'bytes', end: 11 });
  await say('client-to-server', 'abcdef');
  expect((await tapped.seen('message')).delivery).toBe('whole');
});

describe('when the recording ends', () => {
  test('what came of a message is reported as unfinished, and nothing after it', async () => {
    const tapped = await openRig();
    const { say } = await talk(tapped);
    await say('client-to-server', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await say('server-to-client', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc');
    tapped.tap.conclude();
    await say('server-to-client', 'def');
    const last = tapped.events.at(-1);
    expect(last).toMatchObject({ delivery: 'part', deliveredBytes: 41, unfinished: true });
    expect(last).toMatchObject({ message: { content: { byteLength: 3 }, problems: [] } });
    expect(tapped.events.filter((event) => event.type === 'connection-ended')).toEqual([]);
  });

  test('a connection on which nothing is under way has nothing to report', async () => {
    const tapped = await openRig();
    const { say } = await talk(tapped);
    await say('client-to-server', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await say('server-to-client', thanks);
    const before = tapped.story();
    tapped.tap.conclude();
    expect(tapped.story()).toEqual(before);
  });

  test('a frame that is not whole is there, without a word about an end', async () => {
    const tapped = await openRig();
    const { say } = await talk(tapped);
    const offer = 'Connection: Upgrade\r\nUpgrade: websocket';
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13';
    await say('client-to-server', `GET / HTTP/1.1\r\nHost: x\r\n${offer}\r\n${key}\r\n\r\n`);
    const accept = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
    await say(
      'server-to-client',
      `HTTP/1.1 101 Switching Protocols\r\n${offer}\r\n${accept}\r\n\r\n`,
    );
    await say('server-to-client', Uint8Array.of(0x81, 0x05, 0x61, 0x62));
    tapped.tap.conclude();
    expect(tapped.events.at(-1)).toMatchObject({
      unfinished: true,
      message: { kind: 'ws-frame', complete: false, problems: [] },
    });
  });
});

/** What was said, in turns, as the events tell it. */
function toldTurns(events: readonly TapEvent[]): readonly (readonly [Direction, string])[] {
  const told = { 'client-to-server': 0, 'server-to-client': 0 };
  const turns: [Direction, string][] = [];
  for (const event of events) {
    if (event.type !== 'crossing' && event.type !== 'message') continue;
    const { direction, end } = event.type === 'crossing' ? event : event.message;
    if (end <= told[direction]) continue;
    const fresh = Buffer.from(event.bytes ?? []).subarray(told[direction] - end);
    told[direction] = end;
    const last = turns.at(-1);
    if (last?.[0] === direction) last[1] += fresh.toString('latin1');
    else turns.push([direction, fresh.toString('latin1')]);
  }
  return turns;
}

test('whoever speaks when, the order of the events is the order of the bytes', async () => {
  const whole = [
    post,
    'abcdef',
    goOn,
    thanks,
    'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    'EHLO a\r\n',
    '\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00',
    '\x00\x00\x00\x04\x01\x00\x00\x00\x00',
  ];
  const utterance = fc.record({
    direction: fc.constantFrom<Direction>('client-to-server', 'server-to-client'),
    text: fc.oneof(
      fc.constantFrom(...whole),
      fc
        .tuple(fc.constantFrom(...whole), fc.nat(80), fc.nat(80))
        .map(([text, from, to]) => text.slice(from, from + to + 1) || '?'),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(utterance, { minLength: 1, maxLength: 9 }), async (spoken) => {
      const tapped = await openRig();
      const { say } = await talk(tapped);
      const expected: [Direction, string][] = [];
      for (const { direction, text } of spoken) {
        await say(direction, Buffer.from(text, 'latin1'));
        const last = expected.at(-1);
        if (last?.[0] === direction) last[1] += text;
        else expected.push([direction, text]);
      }
      tapped.tap.conclude();
      expect(toldTurns(tapped.events)).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});
