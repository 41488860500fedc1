import { describe, expect, it } from 'vitest';
import { dissectConnection, limits } from '../../../src/wire/index.ts';
import { dissect, spelled, type Turn } from '../http1/conversation.ts';
import { block, codesOf, flag, frame, framesOf, get, ok, opening, request } from './frames.ts';

const settings = (id: number, value: number) => {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt16BE(id, 0);
  bytes.writeUInt32BE(value, 2);
  return frame('SETTINGS', 0, 0, bytes);
};
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const last = (turns: readonly Turn[]) => framesOf(turns).at(-1);
const statesOf = (turns: readonly Turn[]) => framesOf(turns).map(({ streamState }) => streamState);

describe('the parts of a frame', () => {
  it('tile it, padding and priority included', () => {
    const payload = Buffer.concat([
      Buffer.from([2]),
      u32(0x8000_0003),
      Buffer.from([15]),
      get,
      Buffer.alloc(2),
    ]);
    const bytes = frame('HEADERS', 0x2d, 5, payload);
    const turns: Turn[] = [['client', Buffer.concat([opening.client, bytes])]];
    const stream = Buffer.concat([opening.client, bytes]).toString('latin1');
    expect(spelled(dissect(turns).at(-1), stream).map((part) => part.split(' ')[0])).toEqual([
      'http2.length',
      'http2.type',
      'http2.flags',
      'http2.stream',
      'http2.pad-length',
      'http2.dependency',
      'http2.weight',
      'http2.field-block',
      'http2.padding',
    ]);
    expect(last([['client', bytes]])).toMatchObject({
      flags: ['END_STREAM', 'END_HEADERS', 'PADDED', 'PRIORITY'],
      priority: { exclusive: true, dependsOn: 3, weight: 16 },
      section: 'request',
    });
  });

  it('settings by name, unknown ones by number', () => {
    const payload = Buffer.from('00030000006400ff00000001', 'hex');
    expect(last([['client', frame('SETTINGS', 0, 0, payload)]])?.settings).toEqual([
      { id: 3, name: 'MAX_CONCURRENT_STREAMS', value: 100 },
      { id: 255, name: '0x00ff', value: 1 },
    ]);
  });

  it('of an unknown type are kept and break no rule', () => {
    expect(last([['client', frame(0xbe, 0x40, 0, 'abc')]])).toMatchObject({
      frame: 'UNKNOWN',
      type: 0xbe,
      flags: ['0x40'],
      problems: [],
    });
  });

  it('of RST_STREAM and GOAWAY name their error', () => {
    const goaway = frame('GOAWAY', 0, 0, Buffer.concat([u32(1), u32(11), Buffer.from('calm')]));
    const found = framesOf([
      ['client', Buffer.concat([request(1), frame('RST_STREAM', 0, 1, u32(8))])],
      ['server', goaway],
    ]);
    expect(found.slice(1)).toMatchObject([
      { errorCode: 'CANCEL', streamState: 'closed' },
      { errorCode: 'ENHANCE_YOUR_CALM', lastStream: 1, debug: 'calm' },
    ]);
  });
});

describe('the state of a stream', () => {
  it('goes from open over half-closed to closed', () => {
    const states = statesOf([
      ['client', frame('HEADERS', flag.END_HEADERS, 1, get)],
      ['client', frame('DATA', 0, 1, 'a')],
      ['client', frame('DATA', flag.END_STREAM, 1, 'b')],
      ['server', frame('HEADERS', flag.END_HEADERS, 1, ok)],
      ['server', frame('DATA', flag.END_STREAM, 1, 'c')],
    ]);
    expect(states).toEqual([
      'open',
      'open',
      'half-closed (client)',
      'half-closed (client)',
      'closed',
    ]);
  });

  it('is reserved by a promise until the response begins', () => {
    const promise = frame('PUSH_PROMISE', flag.END_HEADERS, 1, Buffer.concat([u32(2), get]));
    const found = framesOf([
      ['client', request(1)],
      [
        'server',
        Buffer.concat([
          promise,
          frame('PRIORITY', 0, 2, Buffer.alloc(5)),
          frame('HEADERS', 4, 2, ok),
        ]),
      ],
    ]);
    expect(found.map(({ section, streamState }) => [section, streamState])).toEqual([
      ['request', 'half-closed (client)'],
      ['push', 'reserved'],
      [undefined, 'reserved'],
      ['response', 'half-closed (client)'],
    ]);
  });

  it('lets frames cross a reset of the other side, but not one of their own', () => {
    const reset = frame('RST_STREAM', 0, 1, u32(8));
    const opened: Turn = ['client', frame('HEADERS', flag.END_HEADERS, 1, get)];
    const crossing = last([opened, ['server', reset], ['client', frame('DATA', 0, 1, 'late')]]);
    const wrong = last([opened, ['client', reset], ['client', frame('DATA', 0, 1, 'late')]]);
    expect([codesOf(crossing), codesOf(wrong)]).toEqual([[], ['http2-stream-closed']]);
  });

  it('is followed for so many streams, and the others are shown without', () => {
    const turns: Turn[] = Array.from({ length: limits.streams + 1 }, (_, at) => [
      'client',
      frame('HEADERS', flag.END_HEADERS, at * 2 + 1, get),
    ]);
    const found = last(turns);
    expect(codesOf(found)).toEqual(['http2-too-many-streams']);
    expect(found?.streamState).toBeUndefined();
  });
});

describe('sections', () => {
  it('informational, response and trailers are told apart', () => {
    const found = framesOf([
      ['client', request(1)],
      ['server', frame('HEADERS', 4, 1, block({ ':status': '103' }))],
      ['server', frame('HEADERS', 4, 1, ok)],
      ['server', frame('HEADERS', 5, 1, block({ 'x-sum': '1' }))],
    ]);
    expect(found.map(({ section }) => section)).toEqual([
      'request',
      'informational',
      'response',
      'trailers',
    ]);
  });

  it.each([
    ['a name in upper case', { ':status': '200', 'X-A': '1' }, 'http2-uppercase-field-name'],
    [
      'a pseudo-field of requests',
      { ':status': '200', ':path': '/' },
      'http2-pseudo-field-unknown',
    ],
    ['a pseudo-field behind others', { a: '1', ':status': '200' }, 'http2-pseudo-field-late'],
    ['no status', { a: '1' }, 'http2-pseudo-field-missing'],
    [
      'a field about the connection',
      { ':status': '200', connection: 'close' },
      'http2-connection-field',
    ],
    ['a line feed in a value', { ':status': '200', a: 'b\nc' }, 'http2-invalid-field'],
  ])('with %s is malformed', (_, fields, code) => {
    const found = last([
      ['client', request(1)],
      ['server', frame('HEADERS', 4, 1, block(fields))],
    ]);
    expect(found?.problems).toMatchObject([{ code, error: 'PROTOCOL_ERROR' }]);
  });

  it('whose content-length is not the length of the data is malformed', () => {
    const head = block({ ':status': '200', 'content-length': '3' });
    const found = last([
      ['client', request(1)],
      ['server', Buffer.concat([frame('HEADERS', 4, 1, head), frame('DATA', 1, 1, 'abcd')])],
    ]);
    expect(codesOf(found)).toEqual(['http2-content-length-differs']);
  });
});

describe('a header block over several frames', () => {
  it('is decoded with the last one, its parts in pieces', () => {
    const found = last([
      ['client', frame('HEADERS', flag.END_STREAM, 1, get.subarray(0, 5))],
      ['client', frame('CONTINUATION', flag.END_HEADERS, 1, get.subarray(5))],
    ]);
    expect(found).toMatchObject({
      frame: 'CONTINUATION',
      section: 'request',
      streamState: 'half-closed (client)',
    });
    const [method] = found?.layers[1]?.nodes ?? [];
    const start = opening.client.length + 9;
    expect(method?.pieces).toEqual([
      { start, end: start + 5 },
      { start: start + 14, end: method?.end },
    ]);
  });

  it('must not be interrupted', () => {
    const found = last([
      ['client', frame('HEADERS', 0, 1, get.subarray(0, 5))],
      ['client', frame('PING', 0, 0, '12345678')],
    ]);
    expect(codesOf(found)).toEqual(['http2-block-interrupted']);
  });

  it('without end is given up: a CONTINUATION flood', () => {
    const flood = Buffer.concat(Array(limits.headerFrames).fill(frame('CONTINUATION', 0, 1, '')));
    const found = framesOf([
      ['client', frame('HEADERS', 0, 1, get)],
      ['client', flood],
      ['client', frame('CONTINUATION', flag.END_HEADERS, 1, '')],
      ['client', request(3)],
    ]).slice(-2);
    expect(found.map(codesOf)).toEqual([['http2-block-too-long'], ['hpack-context-lost']]);
    expect(found[0]?.problems[0]?.error).toBe('ENHANCE_YOUR_CALM');
  });
});

describe('flow control', () => {
  const opened: Turn = ['client', frame('HEADERS', flag.END_HEADERS, 1, get)];

  it('counts padding too, on the stream and the connection', () => {
    const padded = frame('DATA', flag.PADDED, 1, Buffer.from([3, 0x61, 0, 0, 0]));
    expect(last([opened, ['client', padded]])).toMatchObject({
      dataLength: 1,
      text: 'a',
      windows: { connection: 65_530, stream: 65_530 },
    });
  });

  it('grows by WINDOW_UPDATE of the receiver', () => {
    expect(last([opened, ['server', frame('WINDOW_UPDATE', 0, 1, u32(1_000))]])?.windows).toEqual({
      connection: 65_535,
      stream: 66_535,
    });
  });

  it('shrinks for open streams when a smaller initial window is acknowledged', () => {
    const found = framesOf([
      opened,
      ['server', settings(4, 10)],
      ['client', frame('DATA', 0, 1, 'before')],
      ['client', frame('SETTINGS', flag.ACK)],
      ['client', frame('SETTINGS', flag.ACK)],
      ['client', frame('DATA', 0, 1, 'behind')],
    ]).filter(({ frame: name }) => name === 'DATA');
    expect(found.map(({ windows }) => windows?.stream)).toEqual([65_529, -2]);
    expect(found.map(codesOf)).toEqual([[], ['http2-window-exceeded']]);
  });

  it('ends where a window overflows', () => {
    expect(
      last([['server', frame('WINDOW_UPDATE', 0, 0, u32(0x7fff_ffff))]])?.problems,
    ).toMatchObject([{ code: 'http2-window-overflow', error: 'FLOW_CONTROL_ERROR' }]);
  });
});

describe('a rule that is broken', () => {
  it.each([
    ['a client on an even stream', request(2), 'http2-stream-wrong-parity'],
    ['data on an idle stream', frame('DATA', 0, 7, 'a'), 'http2-stream-idle'],
    [
      'a client that pushes',
      frame('PUSH_PROMISE', 4, 1, Buffer.concat([u32(2), get])),
      'http2-client-push',
    ],
    ['a stray CONTINUATION', frame('CONTINUATION', 4, 1, get), 'http2-stray-continuation'],
    ['a frame size setting of zero', settings(5, 0), 'http2-invalid-max-frame-size'],
    ['a window of more than 2³¹−1', settings(4, 0x8000_0000), 'http2-invalid-initial-window'],
  ])('%s is named, and frames are read on', (_, bytes, code) => {
    const found = framesOf([['client', Buffer.concat([bytes, frame('PING', 0, 0, '12345678')])]]);
    expect(codesOf(found[0])).toContain(code);
    expect(found.at(-1)).toMatchObject({ frame: 'PING', problems: [] });
  });

  it('a stream identifier must be higher than those before', () => {
    expect(codesOf(last([['client', Buffer.concat([request(5), request(3)])]]))).toEqual([
      'http2-stream-not-new',
    ]);
  });

  it('a side opens with SETTINGS', () => {
    const [, ping] = dissect([
      ['client', Buffer.concat([opening.client.subarray(0, 24), frame('PING', 0, 0, '12345678')])],
    ]);
    expect(ping?.problems).toMatchObject([
      { code: 'http2-settings-not-first', source: 'RFC 9113 §3.4' },
    ]);
  });

  it('more streams than the server allows, once the client acknowledged', () => {
    const allowed = settings(3, 1);
    const ack = frame('SETTINGS', flag.ACK);
    const found = framesOf([
      ['server', allowed],
      ['client', Buffer.concat([ack, ack, request(1), request(3)])],
    ]);
    expect(found.slice(-2).map(codesOf)).toEqual([[], ['http2-too-many-concurrent']]);
  });
});

describe('a frame that is longer than is kept', () => {
  it('is passed over, and the next one is read', () => {
    const long = frame('DATA', 0, 1, Buffer.alloc(limits.frame + 1));
    const found = framesOf([
      ['client', Buffer.concat([frame('HEADERS', 4, 1, get), long, request(3)])],
    ]).slice(-2);
    expect(found.map(codesOf)).toEqual([
      ['http2-frame-not-kept', 'http2-frame-too-large', 'http2-window-exceeded'],
      [],
    ]);
  });

  it('is read if the peers agreed on it', () => {
    const long = frame('DATA', 0, 1, Buffer.alloc(2 * limits.frame, 'a'));
    const [data] = framesOf([
      ['server', settings(5, 0x3f_ffff)],
      ['client', Buffer.concat([frame('HEADERS', 4, 1, get), long, request(3)])],
    ]).slice(-2);
    expect(codesOf(data)).toEqual(['http2-window-exceeded']);
    expect(data).toMatchObject({ dataLength: 2 * limits.frame });
  });

  it('costs no memory while its bytes come in', () => {
    const dissector = dissectConnection();
    dissector.push('client-to-server', opening.client);
    dissector.push('client-to-server', Buffer.from('ffffff000000000001', 'hex'));
    const before = process.memoryUsage().arrayBuffers;
    const megabyte = Buffer.alloc(1024 * 1024);
    for (let pushed = 0; pushed < 15; pushed++) dissector.push('client-to-server', megabyte);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(3 * 1024 * 1024);
  });
});

it('a frame that breaks off is shown as far as it goes', () => {
  const cut = frame('DATA', 0, 1, 'abcdef').subarray(0, 12);
  expect(
    codesOf(
      last([
        ['client', request(1)],
        ['client', cut],
      ]),
    ),
  ).toEqual(['http2-unfinished-frame']);
});
