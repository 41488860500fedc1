import zlib, {
  type BrotliCompress,
  constants,
  createBrotliCompress,
  createDeflate,
  createDeflateRaw,
  createGzip,
  type Gzip,
  gzipSync,
} from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Http2Frame, Message, SseEvent } from '../../../src/wire/index.ts';
import { block, flag, frame, opening, request } from '../http2/frames.ts';
import { codes, dissect, gaps, problemsOfNodes, type Turn } from './conversation.ts';

const texts = ['id: 1\ndata: one\n\n', 'data: two\n\ndata: three\n\n', 'data: {"a":1}\n\n'];

/** What a sender puts on the wire that flushes behind each text. */
async function flushed(packer: Gzip | BrotliCompress): Promise<readonly Buffer[]> {
  const parts: Buffer[] = [];
  let packed: Buffer[] = [];
  packer.on('data', (bytes: Buffer) => packed.push(bytes));
  for (const text of texts) {
    await new Promise<void>((resolve) => packer.write(text, () => resolve()));
    await new Promise<void>((resolve) => packer.flush(() => resolve()));
    await new Promise((resolve) => setImmediate(resolve));
    parts.push(Buffer.concat(packed));
    packed = [];
  }
  packer.close();
  return parts;
}
const { Z_SYNC_FLUSH } = constants;
const sync = { flush: Z_SYNC_FLUSH };
const codings: readonly (readonly [string, readonly Buffer[]])[] = [
  ['gzip', await flushed(createGzip(sync))],
  ['deflate', await flushed(createDeflate(sync))],
  ['deflate', await flushed(createDeflateRaw(sync))],
];
/** Node 20 has none, and its types do not know it. */
const zstd = Reflect.get(zlib, 'createZstdCompress') as ((options: object) => unknown) | undefined;
const br = await flushed(createBrotliCompress());

const asked = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const head = (coding: string, more: string) =>
  Buffer.from(
    `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: ${coding}\r\n${more}\r\n`,
  );
const chunk = (bytes: Uint8Array) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const chunked = (coding: string, parts: readonly Buffer[]): Turn[] => [
  ['client', asked],
  ['server', head(coding, 'Transfer-Encoding: chunked\r\n')],
  ...parts.map((part): Turn => ['server', chunk(part)]),
  ['server', Buffer.from('0\r\n\r\n')],
];

const isEvent = (message: Message): message is SseEvent => message.kind === 'sse-event';
const dataOf = (messages: readonly Message[]) => messages.filter(isEvent).map(({ data }) => data);
const all = ['one', 'two', 'three', '{"a":1}'];

/** What is read; the same however it is cut, without a gap. */
function read(turns: readonly Turn[]): readonly Message[] {
  const messages = dissect(turns);
  for (const cuts of [[1], [3, 50, 7]]) expect(dissect(turns, cuts)).toEqual(messages);
  expect(gaps(messages, turns)).toEqual([]);
  for (const each of messages) expect(each.problems).toEqual(problemsOfNodes(each));
  return messages;
}

describe('an event stream under a content coding', () => {
  it.each(codings)(
    'in %s is told event by event, with the chunk that completes it',
    (coding, parts) => {
      const turns = chunked(coding, parts);
      const messages = read(turns);
      expect(messages.map(({ kind }) => kind)).toEqual([
        'http-request',
        'http-response',
        ...all.map(() => 'sse-event'),
        'http-end',
      ]);
      expect(dataOf(messages)).toEqual(all);
      const early = dissect(turns.slice(0, 3)).filter(isEvent);
      expect(early.map(({ outcome, id, data }) => [outcome, id, data])).toEqual([
        ['event', '1', 'one'],
      ]);
      const [first, second, third] = messages.filter(isEvent);
      const [lead] = parts;
      const length = (first?.end ?? 0) - (first?.start ?? 0);
      expect(length).toBeLessThanOrEqual(chunk(lead ?? Buffer.of()).length - 2);
      expect(length).toBeGreaterThan(10);
      expect(third?.start).toBe(second?.end);
      expect(third?.end).toBe(second?.end);
      expect(first?.layers.map(({ protocol, space }) => `${protocol} ${space}`)).toEqual([
        'http1 wire',
        'coding content',
        'sse content',
      ]);
    },
  );

  it('in br is told too', () => {
    expect(dataOf(read(chunked('br', br)))).toEqual(all);
  });

  it.skipIf(zstd === undefined)('in zstd is told too, as far as its window may reach', async () => {
    const parts = await flushed(zstd?.({}) as Gzip);
    expect(dataOf(read(chunked('zstd', parts)))).toEqual(all);
    expect(dataOf(dissect(chunked('zstd', parts).slice(0, 3)))).toEqual(['one']);
    // A frame of Zstandard that wants a window of 2 to the power of 24 bytes.
    const wide = Buffer.from('28b52ffd0070', 'hex');
    const messages = read(chunked('zstd', [Buffer.concat([wide, (parts[0] ?? wide).subarray(6)])]));
    expect(codes(messages.at(-1))).toEqual(['content-coding-damaged']);
  });

  it.skipIf(zstd !== undefined)('in zstd is a body where this Node has none, and says why', () => {
    const packed = Buffer.from('28b52ffd0058580000646174613a206f6e650a0a', 'hex');
    const messages = read(chunked('zstd', [packed]));
    expect(messages.map(({ kind }) => kind)).toEqual(['http-request', 'http-response']);
    expect(codes(messages.at(-1))).toEqual(['content-coding-not-here']);
  });

  it.each(codings)('in %s needs no chunks where its sender flushes', (coding, parts) => {
    const turns: Turn[] = [
      ['client', asked],
      ['server', head(coding, '')],
      ...parts.map((part): Turn => ['server', part]),
    ];
    expect(dataOf(read(turns))).toEqual(all);
    expect(dataOf(dissect(turns.slice(0, 4)).slice(0, -1))).toEqual(['one', 'two', 'three']);
  });

  it('that is damaged says so at its end, and goes no further', () => {
    const [first, second] = codings[0]?.[1] ?? [];
    const broken = Buffer.from(second ?? []).fill(0xff, 1, 6);
    const messages = read(chunked('gzip', [first ?? Buffer.of(), broken]));
    expect(dataOf(messages)).toEqual(['one']);
    expect(codes(messages.at(-1))).toEqual(['content-coding-damaged']);
  });

  it('that breaks off discards the event it was in', () => {
    const packed = gzipSync('data: 1\n\ndata: 2', { finishFlush: Z_SYNC_FLUSH });
    const messages = read([
      ['client', asked],
      ['server', head('gzip', 'Transfer-Encoding: chunked\r\n')],
      ['server', chunk(packed)],
    ]);
    expect(messages.slice(2).map((each) => (isEvent(each) ? each.outcome : each.kind))).toEqual([
      'event',
      'unfinished',
      'http-end',
    ]);
  });

  it('that is a bomb is read to its end, without an event', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });
    const messages = dissect(chunked('gzip', [bomb]));
    expect(messages.at(-1)?.kind).toBe('http-end');
    expect(messages.filter(isEvent).filter(({ outcome }) => outcome === 'event')).toEqual([]);
  });

  it('however broken, is tiled and the same however it is cut', () => {
    const parts = codings.map(([coding, sent]) => [coding, Buffer.concat(sent)] as const);
    const damaged = fc.tuple(fc.constantFrom(...parts), fc.nat(90), fc.nat(255), fc.nat(60));
    fc.assert(
      fc.property(damaged, ([[coding, bytes], at, byte, size]) => {
        const broken = Buffer.from(bytes);
        broken[at % broken.length] = byte;
        const cut = 1 + (size % broken.length);
        read(chunked(coding, [broken.subarray(0, cut), broken.subarray(cut)]));
      }),
      { numRuns: 100 },
    );
  });
});

/** An event stream on a stream of HTTP/2, a DATA frame for each part. */
const overHttp2 = (coding: string, parts: readonly Buffer[], flags = 0): Turn[] => [
  ['client', opening.client],
  ['server', opening.server],
  ['client', request(1)],
  [
    'server',
    frame(
      'HEADERS',
      flag.END_HEADERS,
      1,
      block({
        ':status': '200',
        'content-type': 'text/event-stream',
        'content-encoding': coding,
      }),
    ),
  ],
  ...parts.map((part): Turn => ['server', frame('DATA', flags, 1, part)]),
];
const dataFrames = (messages: readonly Message[]) =>
  messages.filter(
    (message): message is Http2Frame => message.kind === 'http2-frame' && message.frame === 'DATA',
  );

it('in HTTP/2 the events of a coded stream are read with the DATA that completes them', () => {
  const [[, parts] = ['', []]] = codings;
  const events = dataFrames(read(overHttp2('gzip', parts))).map(
    ({ layers }) => layers.filter(({ protocol }) => protocol === 'sse').length,
  );
  expect(events).toEqual([1, 2, 1]);
});

it('in HTTP/2 a coding that cannot be taken off is named at the end', () => {
  const [whole] = dataFrames(read(overHttp2('snappy', [Buffer.from('packed')], flag.END_STREAM)));
  expect(codes(whole)).toEqual(['content-coding-unknown']);
});
