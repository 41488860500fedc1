import { describe, expect, it } from 'vitest';
import type { TerminalOptions } from '../../../src/report/index.ts';
import { readEvent } from '../../../src/report/ndjson/read-event.ts';
import { goldenLine } from '../../../src/report/normal/golden-line.ts';
import { layoutFor } from '../../../src/report/terminal/layout.ts';
import { dissectConnection, type Message, type ProtoTypes } from '../../../src/wire/index.ts';
import { dissect, type Turn } from '../../wire/http1/conversation.ts';
import { block, flag, frame, opening, request } from '../../wire/http2/frames.ts';
import { liveView } from '../live-view.ts';
import { seen } from '../sse-replay.events.ts';

const protoTypes: ProtoTypes = {
  messages: { 'shop.Price': { 1: { name: 'symbol', type: 'string' } } },
  methods: { '/shop.Prices/Get': { input: 'shop.Price', output: 'shop.Price' } },
};
const grpc = { 'content-type': 'application/grpc' };
const call = block({
  ':method': 'POST',
  ':scheme': 'http',
  ':path': '/shop.Prices/Get',
  te: 'trailers',
  ...grpc,
  'grpc-timeout': '500m',
  'trace-bin': 'yv4',
});
const price = frame('DATA', 0, 1, Buffer.from('00000000060a0441434d45', 'hex'));
const conversation: readonly Turn[] = [
  ['client', opening.client],
  ['server', Buffer.concat([opening.server, frame('SETTINGS', flag.ACK)])],
  ['client', frame('HEADERS', flag.END_HEADERS, 1, call)],
  ['client', price],
  ['client', frame('DATA', flag.END_STREAM, 1)],
  ['server', frame('WINDOW_UPDATE', 0, 0, Buffer.from([0, 0, 1, 0]))],
  ['server', frame('HEADERS', flag.END_HEADERS, 1, block({ ':status': '200', ...grpc }))],
  ['server', price],
  ['server', frame('HEADERS', 5, 1, block({ 'grpc-status': '0' }))],
];

const read = (turns: readonly Turn[], types?: ProtoTypes): readonly Message[] =>
  dissect(turns, undefined, dissectConnection(types === undefined ? {} : { protoTypes: types }));

/** What stands beside the lanes. */
function shown(messages: readonly Message[], options: Partial<TerminalOptions> = {}) {
  const view = liveView(options);
  return messages
    .map((message) => view.write(seen(0, message)))
    .flatMap((text) => (text === '' ? [] : text.trimEnd().split('\n')))
    .map((line) => line.slice(layoutFor(100).textColumn).trimEnd());
}

describe('in brief', () => {
  it('a call is its request line, messages and status; what keeps the connection going is left out', () => {
    expect(shown(read(conversation, protoTypes))).toEqual([
      'POST /shop.Prices/Get  HTTP/2 · stream 1 · deadline 500 ms',
      'trace-bin: yv4 (0xcafe)',
      'shop.Price {"symbol":"ACME"} · stream 1',
      'HTTP/2 200 · stream 1',
      'shop.Price {"symbol":"ACME"} · stream 1',
      'grpc-status: 0 OK · stream 1',
    ]);
  });

  it('without types a message is its fields by number, with what they may mean', () => {
    expect(shown(read(conversation))).toContain('message 1: "ACME" (guess: string) · stream 1');
  });

  it('a call that fails at once says so below its status', () => {
    const failed = block({ ':status': '200', ...grpc, 'grpc-status': '5', 'grpc-message': 'none' });
    const turns: readonly Turn[] = [
      ...conversation.slice(0, 3),
      ['server', frame('HEADERS', 5, 1, failed)],
    ];
    const row = shown(read(turns)).findIndex((line) => line.startsWith('grpc-status: 5 NOT_FOUND'));
    expect(shown(read(turns)).slice(row, row + 2)).toEqual([
      'grpc-status: 5 NOT_FOUND · none  (trailers only)',
      '↳ what was asked for does not exist  gRPC statuscodes.md',
    ]);
  });

  it('does not say of a failed call that it worked, though its status of HTTP is 200', () => {
    const failed = block({ ':status': '200', ...grpc, 'grpc-status': '5', 'grpc-message': 'none' });
    const turns: readonly Turn[] = [
      ...conversation.slice(0, 3),
      ['server', frame('HEADERS', 5, 1, failed)],
    ];
    const rows = shown(read(turns), { wire: 'full' }).join('\n');
    expect(rows).toContain('HTTP went well; grpc-status tells of the call');
    expect(rows).not.toContain('it worked');
  });

  it('a reset, and an error that ends the connection, are shown with what they mean', () => {
    const turns: readonly Turn[] = [
      ...conversation.slice(0, 2),
      ['client', request(1)],
      ['client', frame('RST_STREAM', 0, 1, Buffer.from([0, 0, 0, 8]))],
      ['server', frame('GOAWAY', 0, 0, Buffer.from([0, 0, 0, 1, 0, 0, 0, 11]))],
    ];
    expect(shown(read(turns)).slice(-2)).toEqual([
      'RST_STREAM stream 1: CANCEL    the stream is no longer needed',
      'GOAWAY: ENHANCE_YOUR_CALM, last stream 1  too much load; behave',
    ]);
  });

  it('a frame that breaks a rule is never left out', () => {
    const turns: readonly Turn[] = [
      ...conversation.slice(0, 2),
      ['client', frame('PING', 0, 0, 'a')],
    ];
    expect(shown(read(turns)).join(' ')).toContain('! FRAME_SIZE_ERROR:');
  });
});

it('in full every frame has its framing, every field how it was written', () => {
  const lines = shown(read(conversation, protoTypes), { wire: 'full', width: 100 });
  expect(lines).toEqual(
    expect.arrayContaining([
      'SETTINGS · ACK · connection · 0 bytes of payload',
      'te: trailers  not-indexed',
      'may send 65,780 bytes on the connection',
    ]),
  );
});

it('in hex the bytes of HPACK and Protobuf are labelled', () => {
  const view = liveView({ wire: 'hex' });
  const hex = read(conversation, protoTypes)
    .map((message) => view.write(seen(0, message)))
    .join('');
  expect(hex).toMatch(/hpack\.not-indexed te trailers/);
  expect(hex).toMatch(/protobuf\.tag 0a = field 1, wire type 2 \(LEN\)/);
});

it('a saved transcript holds every member, and a golden line holds no offset', () => {
  for (const message of read(conversation, protoTypes)) {
    const event = seen(0, message);
    expect(readEvent(JSON.parse(JSON.stringify(event)))).toMatchObject({ is: 'event' });
    if (message.kind === 'http2-frame') expect(goldenLine(event)).not.toMatch(/\d–\d/);
  }
});
