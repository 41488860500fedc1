import fc from 'fast-check';
import type { MessageEvent, TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { request, response, scenario, seen, sseEvent } from './sse-replay.events.ts';

/** Text as hostile as a peer can make it: controls, bidirectional marks, wide and joined characters. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 120 }),
  fc
    .array(
      fc.constantFrom(
        '\u001b[2J',
        '\u0007',
        '\r\n',
        '\u202e',
        '\ud800',
        '日本語',
        '👩‍👩‍👧',
        'e\u0301',
        '❤\ufe0f',
        ' ',
        'word',
      ),
      {
        maxLength: 30,
      },
    )
    .map((parts) => parts.join('')),
);

const at = fc.nat(10_000_000);
const party = fc.oneof(fc.constantFrom('client', 'api', 'a-gateway-with-a-long-name'), anyText);
const fields = fc.array(fc.record({ name: anyText, value: anyText }), { maxLength: 6 });
const problems = fc.array(fc.record({ code: anyText, text: anyText, source: anyText }), {
  maxLength: 2,
});
const nodes = fc.array(
  fc.record({
    kind: anyText,
    start: fc.constant(0),
    end: fc.nat(40),
    name: anyText,
    value: anyText,
  }),
  { maxLength: 4 },
);
const layers = fc.array(
  fc.record({
    protocol: fc.constantFrom('http1', 'json', 'problem', 'graphql', 'sse'),
    space: fc.constantFrom('wire' as const, 'content' as const),
    nodes,
  }),
  { maxLength: 3 },
);
const content = fc
  .oneof(
    anyText,
    fc.json(),
    fc
      .record({
        title: anyText,
        detail: anyText,
        errors: fc.array(fc.record({ message: anyText })),
      })
      .map((body) => JSON.stringify(body)),
  )
  .map((text) => ({ byteLength: Buffer.byteLength(text), text }));

const opcode = fc.constantFrom(
  'text' as const,
  'binary' as const,
  'close' as const,
  'ping' as const,
);
const optionally = { nil: undefined } as const;
const wsFrame = fc
  .record({
    summary: anyText,
    problems,
    layers,
    opcode,
    fin: fc.boolean(),
    close: fc.option(fc.record({ code: fc.nat(65_535), reason: anyText }), optionally),
    text: fc.option(anyText, optionally),
    graphql: fc.option(fc.record({ type: anyText, id: anyText }), optionally),
  })
  .map(({ close, text, graphql, ...members }) => ({
    ...members,
    kind: 'ws-frame' as const,
    direction: 'client-to-server' as const,
    start: 0,
    end: 40,
    masked: true,
    maskKey: '01020304',
    compressed: false,
    payloadLength: 34,
    complete: true,
    ...(close === undefined ? {} : { close }),
    ...(text === undefined
      ? {}
      : {
          message: {
            type: 'text' as const,
            byteLength: 34,
            frames: 1,
            text,
            ...(graphql === undefined ? {} : { graphql }),
          },
        }),
  }));
const tlsRecord = fc
  .record({
    summary: anyText,
    problems,
    layers,
    encrypted: fc.boolean(),
    sni: anyText,
    alpn: fc.array(anyText, { maxLength: 3 }),
    cipher: anyText,
  })
  .map((members) => ({
    ...members,
    kind: 'tls-record' as const,
    direction: 'client-to-server' as const,
    start: 0,
    end: 40,
    contentType: 'handshake',
    version: 'TLS 1.2',
    payloadLength: 35,
    complete: true,
  }));
const tlsContent = fc
  .record({ summary: anyText, problems, layers, alpn: fc.array(anyText, { maxLength: 3 }) })
  .map((members) => ({
    ...members,
    kind: 'tls-content' as const,
    direction: 'server-to-client' as const,
    start: 0,
    end: 40,
    contentType: 'handshake',
    handshake: ['encrypted_extensions'],
    inside: { protocol: 'tls' as const, start: 0, end: 20, records: [{ start: 0, end: 40 }] },
  }));
const http2Frame = fc
  .record({
    summary: anyText,
    problems,
    layers,
    frame: fc.constantFrom('HEADERS', 'DATA', 'SETTINGS', 'RST_STREAM', 'GOAWAY', 'UNKNOWN'),
    section: fc.option(
      fc.constantFrom('request' as const, 'response' as const, 'trailers' as const),
      optionally,
    ),
    named: fields,
    text: fc.option(anyText, optionally),
    debug: fc.option(anyText, optionally),
    grpc: fc.option(
      fc.record({ type: anyText, value: fc.jsonValue(), message: anyText }),
      optionally,
    ),
  })
  .map(({ section, named, text, debug, grpc, ...members }) => ({
    ...members,
    kind: 'http2-frame' as const,
    direction: 'client-to-server' as const,
    start: 0,
    end: 40,
    type: 1,
    flags: ['END_HEADERS'],
    stream: 1,
    streamState: 'open' as const,
    fields: named.map((field) => ({ ...field, representation: 'indexed' as const, index: 62 })),
    ...(section === undefined ? {} : { section }),
    ...(text === undefined ? {} : { text, dataLength: text.length }),
    ...(debug === undefined ? {} : { debug, errorCode: 'CANCEL' }),
    ...(grpc === undefined
      ? {}
      : {
          grpc: {
            path: grpc.type,
            timeoutMs: 500,
            status: { code: 5, name: 'NOT_FOUND', message: grpc.message },
            metadata: named,
            messages: [
              { byteLength: 7, compressed: false, type: grpc.type, value: grpc.value },
              { byteLength: 7, compressed: true },
            ],
          },
        }),
  }));

const message: fc.Arbitrary<MessageEvent['message']> = fc.oneof(
  fc.record({ summary: anyText, method: anyText, fields, problems, layers, content }).map(request),
  fc
    .record({
      summary: anyText,
      status: fc.nat(999),
      fields,
      trailers: fields,
      problems,
      layers,
      content,
    })
    .map(response),
  fc
    .record({
      event: anyText,
      data: fc.oneof(anyText, fc.json()),
      id: anyText,
      comments: fc.array(anyText, { maxLength: 3 }),
      problems,
    })
    .map(sseEvent),
  wsFrame,
  tlsRecord,
  tlsContent,
  http2Frame,
  fc.record({ summary: anyText, problems, layers }).map((members) => ({
    ...members,
    kind: 'malformed' as const,
    direction: 'server-to-client' as const,
    start: 0,
    end: 40,
  })),
);

/** Any event of a transcript, its text of the worst sort. */
export const anyEvent: fc.Arbitrary<TranscriptEvent> = fc.oneof(
  fc
    .record({ id: anyText, title: anyText, claim: anyText, standard: anyText })
    .map((members) => scenario(members)),
  fc.record({
    type: fc.constant('step' as const),
    at,
    step: fc.nat(12),
    id: anyText,
    title: anyText,
  }),
  fc.record({ type: fc.constant('note' as const), at, text: anyText }),
  fc
    .tuple(
      at,
      message,
      party,
      party,
      fc.constantFrom('whole' as const, 'part' as const, 'none' as const),
      fc.uint8Array({ maxLength: 60 }),
    )
    .map(([time, what, client, server, delivery, bytes]) =>
      seen(time, what, { client, server, delivery, bytes: Buffer.from(bytes).toString('base64') }),
    ),
  fc
    .record({ at, client: party, server: party, start: fc.nat(40), head: fc.option(message) })
    .map(({ head, start, ...members }) => ({
      type: 'crossing' as const,
      ...members,
      connection: 1,
      direction: head?.direction ?? ('client-to-server' as const),
      messageStart: 0,
      start,
      end: start + 3,
      ...(head?.kind === 'http-request' || head?.kind === 'http-response' ? { head } : {}),
      bytes: 'YWJj',
    })),
  fc.record({
    type: fc.constant('fault' as const),
    at,
    connection: fc.nat(9),
    client: party,
    server: party,
    fault: fc.constant({ kind: 'reset-connection' as const }),
    sentence: anyText,
  }),
  fc.record({
    type: fc.constant('query' as const),
    at,
    client: party,
    database: party,
    sql: anyText,
    parameters: fc.array(anyText, { maxLength: 2 }),
    rows: fc.nat(),
    durationUs: fc.nat(),
  }),
  fc.record({ type: fc.constant('wait' as const), at, from: fc.constant(0) }),
  fc.record({
    type: fc.constant('chart' as const),
    at,
    title: anyText,
    binLabel: anyText,
    unit: anyText,
    bins: fc.array(
      fc.record({ label: anyText, value: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
      { maxLength: 5 },
    ),
  }),
  fc.record({
    type: fc.constant('table' as const),
    at,
    title: anyText,
    columns: fc.array(anyText, { maxLength: 4 }),
    rows: fc.array(fc.array(anyText, { maxLength: 4 }), { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('check' as const),
    at,
    id: anyText,
    promise: anyText,
    strength: fc.constantFrom('must', 'should', 'may'),
    source: anyText,
    holds: fc.boolean(),
    predicted: fc.constantFrom('holds' as const, 'breaks' as const),
    actual: anyText,
    expected: anyText,
  }),
  fc.record({ type: fc.constant('failure' as const), at, code: anyText, text: anyText }),
);
