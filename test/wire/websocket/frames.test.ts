import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/wire/limits.ts';
import { codes, dissect, gaps, leaves, type Turn } from '../http1/conversation.ts';
import { clientFrame, closing, frame } from './frames.ts';
import { framesOf, talk } from './talk.ts';

/** The parts of a frame's first layer with their lengths. */
const parts = (turns: readonly Turn[]) =>
  framesOf(turns).map((message) =>
    leaves(message).map(({ kind, start, end }) => `${kind} ${end - start}`),
  );

describe('a frame', () => {
  it('of a client is unmasked and read', () => {
    const [text] = framesOf([['client', clientFrame({ payload: 'Hello' })]]);
    expect(text).toMatchObject({
      opcode: 'text',
      fin: true,
      masked: true,
      maskKey: '37fa213d',
      payloadLength: 5,
      complete: true,
      summary: 'text Hello',
      message: { type: 'text', text: 'Hello', byteLength: 5, frames: 1 },
      problems: [],
    });
  });

  it('is unmasked with every bit of its key', () => {
    const mask = [0xff, 0x00, 0x80, 0x01];
    const [text] = framesOf([['client', frame({ payload: 'Hello, Ada', mask })]]);
    expect(text).toMatchObject({ maskKey: 'ff008001', message: { text: 'Hello, Ada' } });
  });

  it('is taken apart byte by byte', () => {
    expect(parts([['client', clientFrame({ payload: 'Hello' })]])).toEqual([
      ['ws.fin-opcode 1', 'ws.mask-length 1', 'ws.mask-key 4', 'ws.payload 5'],
    ]);
  });

  it.each([
    [125, []],
    [126, ['ws.extended-length 2']],
    [65_535, ['ws.extended-length 2']],
    [65_536, ['ws.extended-length 8']],
  ])('of %i bytes says its length in as many bytes as needed', (length, extended) => {
    const sent = frame({ opcode: 2, payload: Buffer.alloc(length) });
    const [message] = framesOf([['server', sent]]);
    expect(leaves(message).map(({ kind, start, end }) => `${kind} ${end - start}`)).toEqual([
      'ws.fin-opcode 1',
      'ws.mask-length 1',
      ...extended,
      `ws.payload ${length}`,
    ]);
    expect(message).toMatchObject({ payloadLength: length, problems: [] });
  });

  it('carries JSON that is read as such', () => {
    const [message] = framesOf([['client', clientFrame({ payload: '{"type":"join"}' })]]);
    expect(message?.layers.map(({ protocol, space }) => [protocol, space])).toEqual([
      ['websocket', 'wire'],
      ['json', 'content'],
    ]);
  });

  it('of plain text has a layer that says so, though it begins like JSON', () => {
    const [message] = framesOf([['server', frame({ payload: '[not json' })]]);
    expect(message?.layers.map(({ protocol }) => protocol)).toEqual(['websocket', 'text']);
    expect(message?.problems).toEqual([]);
  });

  it('that closes tells its code and reason', () => {
    const [message] = framesOf([
      ['client', clientFrame({ opcode: 8, payload: closing(1001, 'bye') })],
    ]);
    expect(message).toMatchObject({
      opcode: 'close',
      close: { code: 1001, reason: 'bye' },
      summary: 'close 1001 bye',
      problems: [],
    });
    expect(
      leaves(message)
        .map(({ kind }) => kind)
        .slice(-2),
    ).toEqual(['ws.close-code', 'ws.close-reason']);
  });

  it('that closes without a code has none', () => {
    const [message] = framesOf([['server', frame({ opcode: 8 })]]);
    expect(message?.close).toBeUndefined();
    expect(message?.problems).toEqual([]);
  });

  it('longer than what is kept is shown with its beginning', () => {
    const length = limits.webSocketMessage + 10;
    const [message] = framesOf([['server', frame({ payload: 'a'.repeat(length) })]]);
    expect(message?.message).toMatchObject({ byteLength: length, truncated: true });
    expect(message?.message?.text).toHaveLength(limits.webSocketMessage);
  });
});

describe('a message in fragments', () => {
  const fragmented: Turn[] = [
    ['server', frame({ payload: 'Hel', fin: false })],
    ['server', frame({ opcode: 9, payload: 'beat' })],
    ['server', frame({ opcode: 0, payload: 'lo', fin: true })],
  ];

  it('is put together on its last frame, with control frames between', () => {
    const frames = framesOf(fragmented);
    expect(frames.map(({ opcode, message }) => [opcode, message?.text])).toEqual([
      ['text', undefined],
      ['ping', undefined],
      ['continuation', 'Hello'],
    ]);
    expect(frames[2]?.message?.frames).toBe(2);
    expect(frames.flatMap(codes)).toEqual([]);
  });

  it('shows the text of each fragment at its frame', () => {
    const values = framesOf(fragmented).map((message) => leaves(message).at(-1)?.value);
    expect(values).toEqual(['Hel', 'beat', 'lo']);
  });

  it('may cut a character in two', () => {
    const euro = Buffer.from('€');
    const frames = framesOf([
      ['server', frame({ payload: euro.subarray(0, 1), fin: false })],
      ['server', frame({ opcode: 0, payload: euro.subarray(1) })],
    ]);
    expect(frames[1]?.message?.text).toBe('€');
    expect(frames.flatMap(codes)).toEqual([]);
  });
});

describe('a frame that breaks a rule says which', () => {
  const overlong = Uint8Array.of(0xc0, 0x80);
  it.each([
    ['ws-unmasked-client-frame', 'client', frame({ payload: 'a' })],
    ['ws-masked-server-frame', 'server', clientFrame({ payload: 'a' })],
    ['ws-reserved-bits', 'server', frame({ reserved: 2 })],
    ['ws-reserved-bits', 'server', frame({ reserved: 4 })],
    ['ws-reserved-opcode', 'server', frame({ opcode: 3 })],
    ['ws-reserved-opcode', 'server', frame({ opcode: 0xb })],
    ['ws-fragmented-control', 'server', frame({ opcode: 9, fin: false })],
    ['ws-long-control', 'server', frame({ opcode: 9, payload: 'a'.repeat(126) })],
    ['ws-long-control', 'server', frame({ opcode: 9, payload: 'a'.repeat(200), lengthBytes: 8 })],
    ['ws-length-not-minimal', 'server', frame({ opcode: 9, payload: 'a', lengthBytes: 2 })],
    ['ws-length-not-minimal', 'server', frame({ payload: 'a', lengthBytes: 2 })],
    [
      'ws-length-not-minimal',
      'server',
      frame({ opcode: 2, payload: Buffer.alloc(126), lengthBytes: 8 }),
    ],
    ['ws-continuation-without-start', 'server', frame({ opcode: 0, payload: 'a' })],
    ['ws-invalid-utf8', 'server', frame({ payload: overlong })],
    ['ws-invalid-utf8', 'server', frame({ payload: Buffer.from('€').subarray(0, 2) })],
    ['ws-close-one-byte', 'server', frame({ opcode: 8, payload: 'a' })],
    ['ws-close-code-never-sent', 'server', frame({ opcode: 8, payload: closing(1005) })],
    ['ws-close-code-never-sent', 'server', frame({ opcode: 8, payload: closing(1006) })],
    ['ws-close-code-never-sent', 'server', frame({ opcode: 8, payload: closing(1015) })],
    ['ws-close-code-undefined', 'server', frame({ opcode: 8, payload: closing(1004) })],
    ['ws-close-code-undefined', 'server', frame({ opcode: 8, payload: closing(2999) })],
    ['ws-close-code-out-of-range', 'server', frame({ opcode: 8, payload: closing(999) })],
    ['ws-close-code-out-of-range', 'server', frame({ opcode: 8, payload: closing(5000) })],
    ['ws-close-reason-utf8', 'server', frame({ opcode: 8, payload: closing(1000, overlong) })],
  ] satisfies readonly [string, 'client' | 'server', Buffer][])('%s (%s)', (code, side, bytes) => {
    const frames = framesOf([[side, bytes]]);
    expect(frames.map(codes)).toEqual([[code]]);
    expect(frames[0]?.problems[0]?.source).toMatch(/^RFC 6455 §/);
  });

  it('ws-message-inside-message, and the new message is read', () => {
    const frames = framesOf([
      ['server', frame({ payload: 'a', fin: false })],
      ['server', frame({ payload: 'b' })],
    ]);
    expect(frames.map(codes)).toEqual([[], ['ws-message-inside-message']]);
    expect(frames[1]?.message?.text).toBe('b');
  });

  it('ws-invalid-utf8 on the fragment where the text goes wrong, once', () => {
    const frames = framesOf([
      ['server', frame({ payload: Uint8Array.of(0xe2), fin: false })],
      ['server', frame({ opcode: 0, payload: 'a', fin: false })],
      ['server', frame({ opcode: 0, payload: 'b' })],
    ]);
    expect(frames.map(codes)).toEqual([[], ['ws-invalid-utf8'], []]);
  });

  it('ws-after-close on whatever the same side sends after its close frame', () => {
    const frames = framesOf([
      ['server', frame({ opcode: 8, payload: closing(1000) })],
      ['server', frame({ payload: 'late' })],
      ['client', clientFrame({ opcode: 8, payload: closing(1000) })],
    ]);
    expect(frames.map(codes)).toEqual([[], ['ws-after-close'], []]);
  });

  it('ws-unfinished-frame where the connection ends inside its payload', () => {
    const bytes = frame({ payload: 'Hello' }).subarray(0, 4);
    const frames = framesOf([['server', bytes]]);
    expect(frames.map(codes)).toEqual([['ws-unfinished-frame']]);
    expect(frames[0]).toMatchObject({ complete: false, payloadLength: 5 });
  });
});

describe('what cannot be placed is malformed', () => {
  it('after the connection ends inside a head', () => {
    const turns = talk([['server', frame({ payload: 'a'.repeat(200) }).subarray(0, 3)]]);
    const last = dissect(turns).at(-1);
    expect(last).toMatchObject({ kind: 'malformed', layers: [{ protocol: 'websocket' }] });
    expect(codes(last)).toEqual(['ws-unfinished-frame']);
    expect(gaps(dissect(turns), turns)).toEqual([]);
  });

  it.each([
    ['ws-length-too-large', 1n << 63n],
    ['ws-length-uncountable', 1n << 62n],
    ['ws-length-uncountable', (1n << 63n) - 1n],
    ['ws-length-uncountable', 1n << 53n],
  ])('after %s', (code, declared) => {
    const turns = talk([['server', frame({ declared, payload: 'abc' })]]);
    const messages = dissect(turns).slice(2);
    expect(messages.map(({ kind }) => kind)).toEqual(['ws-frame', 'malformed']);
    expect(messages.map(codes)).toEqual([[code], ['ws-unreadable']]);
    expect(gaps(dissect(turns), turns)).toEqual([]);
  });
});
