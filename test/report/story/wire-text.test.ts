import { describe, expect, it } from 'vitest';
import type { MessageEvent, TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { eventText, wireLines } from '../../../src/report/story/wire-text.ts';
import { dissectConnection } from '../../../src/wire/connection.ts';
import type { Direction } from '../../../src/wire/types.ts';
import { seen } from '../sse-replay.events.ts';

const between = { at: 0, connection: 1, client: 'client', server: 'api' } as const;

type Piece = readonly [Direction, string | Uint8Array];

/** The messages that the pieces of a conversation complete. */
function conversation(...pieces: readonly Piece[]) {
  const dissector = dissectConnection();
  return pieces.flatMap(([direction, piece]) =>
    dissector.push(direction, typeof piece === 'string' ? Buffer.from(piece) : piece),
  );
}

function lastLines(...pieces: readonly Piece[]): readonly string[] {
  const message = conversation(...pieces).at(-1);
  if (message === undefined) throw new Error('the bytes complete no message');
  return wireLines(seen(0, message));
}

const get = ['client-to-server', 'GET /prices HTTP/1.1\r\nHost: x\r\n\r\n'] as const;
const stream = [
  'server-to-client',
  'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n',
] as const;
const upgrade = [
  [
    'client-to-server',
    'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  ],
  [
    'server-to-client',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
  ],
] as const;

describe('the plain lines of', () => {
  it('a request are its start line and fields as they were sent', () => {
    expect(lastLines(get)).toEqual(['GET /prices HTTP/1.1', 'Host: x']);
  });

  it('a response end with a blank line and its body', () => {
    const head = 'HTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\nContent-Length: 7';
    expect(lastLines(get, ['server-to-client', `${head}\r\n\r\n{"a":1}`])).toEqual([
      'HTTP/1.1 409 Conflict',
      'Content-Type: application/json',
      'Content-Length: 7',
      '',
      '{"a":1}',
    ]);
  });

  it('a body that is no text are its length', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\n';
    const image = Buffer.concat([Buffer.from(head), Buffer.from([1, 255, 0])]);
    expect(lastLines(get, ['server-to-client', image]).at(-1)).toBe('(3 bytes)');
  });

  it('an event of a stream are its lines in the order sent, comments included', () => {
    const block = 'event: price\ndata: {"a":1}\ndata: 2\nid: 3\n: alive\nretry: 1000\n\n';
    expect(lastLines(get, stream, ['server-to-client', block])).toEqual([
      'event: price',
      'data: {"a":1}',
      'data: 2',
      'id: 3',
      ': alive',
      'retry: 1000',
    ]);
  });

  it('a text frame are a line for the frame, then its text', () => {
    const frame = Buffer.from([0x81, 2, 0x68, 0x69]);
    expect(lastLines(...upgrade, ['server-to-client', frame])).toEqual(['text frame', 'hi']);
  });

  it('a close frame are its code and reason', () => {
    const frame = Buffer.from([0x88, 5, 0x03, 0xe8, 0x62, 0x79, 0x65]);
    expect(lastLines(...upgrade, ['server-to-client', frame])).toEqual(['close frame 1000 bye']);
  });

  it('a ping without payload are one line', () => {
    const frame = Buffer.from([0x89, 0]);
    expect(lastLines(...upgrade, ['server-to-client', frame])).toEqual(['ping frame']);
  });

  it('a message that never arrived say so', () => {
    const [message] = conversation(get);
    if (message === undefined) throw new Error('the bytes complete no message');
    expect(wireLines(seen(0, message, { delivery: 'none' })).at(-1)).toBe('(never delivered)');
    expect(wireLines(seen(0, message, { delivery: 'part' })).at(-1)).toBe(
      '(only a part was delivered)',
    );
  });

  it('an HTTP/2 frame are its summary, its fields, and the gRPC status with its name', () => {
    const trailers: MessageEvent['message'] = {
      kind: 'http2-frame',
      direction: 'server-to-client',
      summary: 'HEADERS stream 1: trailers',
      frame: 'HEADERS',
      type: 1,
      flags: ['END_HEADERS'],
      stream: 1,
      section: 'trailers',
      fields: [
        { name: 'grpc-status', value: '5', representation: 'incremental' },
        { name: 'grpc-message', value: 'no%20product', representation: 'incremental' },
        { name: 'x-trace', value: '7', representation: 'incremental' },
      ],
      grpc: { status: { code: 5, name: 'NOT_FOUND', message: 'no product' } },
      start: 0,
      end: 20,
      layers: [],
      problems: [],
    };
    expect(wireLines(seen(0, trailers))).toEqual([
      'HEADERS stream 1: trailers',
      'grpc-status: 5 NOT_FOUND',
      'grpc-message: no product',
      'x-trace: 7',
    ]);
  });
});

describe('the text of', () => {
  const events: readonly (readonly [TranscriptEvent, string])[] = [
    [
      {
        type: 'query',
        at: 0,
        client: 'api',
        database: 'db',
        sql: 'SELECT *\n  FROM orders WHERE id = ?',
        parameters: [7],
        rows: 1,
        durationUs: 12,
      },
      'SQL SELECT * FROM orders WHERE id = ? [7]\n(1 row)',
    ],
    [
      {
        type: 'fault',
        ...between,
        fault: { kind: 'reset-connection' },
        sentence: 'resets the connection (RST to both ends)',
      },
      'the tap resets the connection (RST to both ends)',
    ],
    [{ type: 'connection-opened', ...between, clientPort: 1, serverPort: 2 }, 'connection opened'],
    [
      {
        type: 'connection-ended',
        ...between,
        direction: 'client-to-server',
        how: 'rst',
        by: 'tap',
      },
      'connection ended rst',
    ],
    [
      { type: 'connection-refused', ...between, code: 'ECONNREFUSED' },
      'connection refused ECONNREFUSED',
    ],
    [{ type: 'wait', from: 250, at: 1250 }, 'waits 1000 ms'],
    [
      { type: 'figure', at: 0, name: 'peak', value: 40, unit: 'requests/s' },
      'figure peak: 40 requests/s',
    ],
  ];

  it.each(events.map(([event, text]) => ({ kind: event.type, event, text })))('$kind', (each) => {
    expect(eventText(each.event)).toBe(each.text);
  });

  it('what is no traffic is empty, so that nothing is proved by a title or a remark', () => {
    expect(eventText({ type: 'step', at: 0, step: 1, id: 'answer-409', title: 'Answer 409' })).toBe(
      '',
    );
    expect(eventText({ type: 'note', at: 0, text: 'It answers 409.' })).toBe('');
  });
});
