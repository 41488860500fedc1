import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Direction } from '../../wire/types.ts';

/** What one side of a connection sent in one go. */
export interface Turn {
  readonly direction: Direction;
  readonly bytes: Buffer;
}

const asks = (bytes: string | Buffer): Turn => ({
  direction: 'client-to-server',
  bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes,
});
const answers = (bytes: string | Buffer): Turn => ({
  ...asks(bytes),
  direction: 'server-to-client',
});

const withBody = (start: string, type: string, body: Buffer, more = '') =>
  Buffer.concat([
    Buffer.from(`${start}\r\nHost: a\r\nContent-Type: ${type}\r\n${more}`),
    Buffer.from(`Content-Length: ${body.length}\r\n\r\n`),
    body,
  ]);

/** A HEADERS frame on stream 1, its fields written out. */
const http2Head = (fields: readonly (readonly [string, string])[]) => {
  const literal = (text: string) => Buffer.from([text.length, ...Buffer.from(text)]);
  const block = Buffer.concat(
    fields.flatMap(([name, value]) => [Buffer.from([0]), literal(name), literal(value)]),
  );
  const head = Buffer.from([0, 0, 0, 1, 4, 0, 0, 0, 1]);
  head.writeUIntBE(block.length, 0, 3);
  return Buffer.concat([head, block]);
};

const json = Buffer.from('{"a":[1,2,{"b":"c"}],"errors":[{"message":"m","path":["a",0]}]}');
const upgrade =
  'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';
const upgraded =
  'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n';

/** Of every protocol one that is right, for mutations to break. */
const byHand: readonly (readonly Turn[])[] = [
  [
    asks('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    answers(withBody('HTTP/1.1 200 OK', 'application/json', json)),
  ],
  [
    asks(
      withBody(
        'POST /graphql HTTP/1.1',
        'application/json',
        Buffer.from('{"query":"{a(b:1){c}}"}'),
      ),
    ),
    answers(withBody('HTTP/1.1 200 OK', 'application/graphql-response+json', json)),
  ],
  [
    asks('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    answers(
      withBody(
        'HTTP/1.1 404 Not Found',
        'application/problem+json',
        gzipSync(json),
        'Content-Encoding: gzip\r\n',
      ),
    ),
  ],
  [
    asks('GET /s HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n'),
    answers(
      'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n',
    ),
    answers('1d\r\nid: 1\nevent: a\ndata: {"b":1}\n\n\r\n0\r\n\r\n'),
  ],
  [
    asks(upgrade),
    answers(upgraded),
    asks('\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58'),
    answers('\x81\x05hello\x89\x00\x88\x02\x03\xe8'),
  ],
  [
    asks('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0'),
    answers('\0\0\0\x04\0\0\0\0\0\0\0\0\x04\x01\0\0\0\0'),
    asks('\0\0\x05\x01\x05\0\0\0\x01\x82\x86\x84\x41\x01a'),
    answers('\0\0\x01\x01\x04\0\0\0\x01\x88\0\0\x05\0\x01\0\0\0\x01hello'),
  ],
  [
    asks(
      '*2\r\n$4\r\nINCR\r\n$1\r\na\r\nMGET a b\r\n*3\r\n$6\r\nEXPIRE\r\n$1\r\na\r\n$2\r\n60\r\n',
    ),
    answers(
      ':3\r\n*2\r\n$1\r\n3\r\n$-1\r\n-ERR no\r\n%1\r\n+a\r\n*2\r\n,1.5\r\n#t\r\n>2\r\n+x\r\n_\r\n',
    ),
  ],
  // A tunnel, an upgrade to HTTP/2, gRPC-Web, a coded event stream.
  [
    asks('CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n'),
    answers('HTTP/1.1 200 OK\r\n\r\n'),
    asks('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    answers('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
  ],
  [
    asks(
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n' +
        'HTTP2-Settings: AAMAAABkAAQAAAAg\r\n\r\n',
    ),
    answers(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n' +
        '\0\0\0\x04\0\0\0\0\0\0\0\x01\x01\x04\0\0\0\x01\x88\0\0\x05\0\x01\0\0\0\x01hello',
    ),
    asks('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0'),
  ],
  [
    asks(
      withBody(
        'POST /a.B/C HTTP/1.1',
        'application/grpc-web-text',
        Buffer.from(Buffer.from('\0\0\0\0\x06\n\x04ACME').toString('base64')),
      ),
    ),
    answers(
      withBody(
        'HTTP/1.1 200 OK',
        'application/grpc-web+proto',
        Buffer.from(
          '\0\0\0\0\x06\n\x04ACME\x80\0\0\0\x1bgrpc-status: 5\r\nx-bin: AQ\r\n',
          'latin1',
        ),
      ),
    ),
  ],
  [
    asks('GET /s HTTP/1.1\r\nHost: a\r\n\r\n'),
    answers(
      Buffer.concat([
        Buffer.from(
          'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n\r\n',
        ),
        gzipSync('id: 1\ndata: {"b":1}\n\ndata: two\n\n'),
      ]),
    ),
  ],
  // A WebSocket on a stream: extended CONNECT, 200, and frames that DATA frames cut.
  [
    asks(
      Buffer.concat([
        Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1'),
        http2Head([
          [':method', 'CONNECT'],
          [':protocol', 'websocket'],
          [':scheme', 'http'],
          [':path', '/'],
          [':authority', 'a'],
          ['sec-websocket-version', '13'],
          ['sec-websocket-extensions', 'permessage-deflate'],
        ]),
      ]),
    ),
    answers(
      Buffer.concat([
        Buffer.from('\0\0\0\x04\0\0\0\0\0', 'latin1'),
        http2Head([
          [':status', '200'],
          ['sec-websocket-extensions', 'permessage-deflate'],
        ]),
      ]),
    ),
    asks(
      '\0\0\x04\0\0\0\0\0\x01\x81\x85\x37\xfa\0\0\x07\0\0\0\0\0\x01\x21\x3d\x7f\x9f\x4d\x51\x58',
    ),
    answers('\0\0\x0b\0\0\0\0\0\x01\x81\x05hello\x89\0\x88\0'),
  ],
  // A tunnel on a stream, HTTP/1.1 in it.
  [
    asks(
      Buffer.concat([
        Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1'),
        http2Head([
          [':method', 'CONNECT'],
          [':authority', 'a:443'],
        ]),
      ]),
    ),
    answers(
      Buffer.concat([
        Buffer.from('\0\0\0\x04\0\0\0\0\0', 'latin1'),
        http2Head([[':status', '200']]),
      ]),
    ),
    asks('\0\0\x1b\0\0\0\0\0\x01GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    answers('\0\0\x28\0\x01\0\0\0\x01HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
  ],
  [asks('\x16\x03\x01\0\x05\x01\0\0\x01\x03'), answers('\x15\x03\x03\0\x02\x02\x28')],
];

interface Recorded {
  readonly type: string;
  readonly connection?: number;
  readonly bytes?: string;
  readonly message?: { readonly direction: Direction };
}

/** The conversations that transcripts of a folder hold (`apilab run --all -o runs/all.ndjson`). */
export function conversationsIn(folder: string): readonly (readonly Turn[])[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .flatMap((name) => conversationsOf(readFileSync(join(folder, name), 'utf8')));
}

function conversationsOf(transcript: string): readonly (readonly Turn[])[] {
  const connections = new Map<string, Turn[]>();
  let run = 0;
  for (const line of transcript.split('\n')) {
    if (line === '') continue;
    const { type, connection, bytes, message }: Recorded = JSON.parse(line);
    if (type === 'scenario') run++;
    if (type !== 'message' || bytes === undefined || message === undefined) continue;
    const name = `${run} ${connection}`;
    const turns = connections.get(name) ?? [];
    connections.set(name, turns);
    turns.push({ direction: message.direction, bytes: Buffer.from(bytes, 'base64') });
  }
  return [...connections.values()];
}

/** The conversations that are always there. */
export const ownConversations = byHand;
