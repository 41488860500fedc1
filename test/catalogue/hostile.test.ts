import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectHttp2, constants } from 'node:http2';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadServer } from '../../src/lab/catalogue/servers.ts';
import { serverSession, startServers } from '../../src/lab/live/server-session.ts';
import { BODIES, METHODS, VALUES } from '../hostile.ts';
import { catalogue } from './every-scenario.ts';

const served = catalogue.filter(({ isServed }) => isServed);

/** Fields that servers of the catalogue look at; each gets odd values. */
const FIELDS = [
  ...['authorization', 'accept', 'content-type', 'content-encoding', 'origin', 'cookie', 'range'],
  ...['if-match', 'if-none-match', 'last-event-id', 'idempotency-key', 'prefer', 'expect'],
  ...['webhook-id', 'webhook-timestamp', 'webhook-signature', 'sec-websocket-key', 'upgrade'],
];

/** How long an answer is waited for, in milliseconds: what streams or works never ends by itself. */
const PATIENCE_MS = 250;

const faults: unknown[] = [];
const note = (fault: unknown) => void faults.push(fault);
/** More listeners than anybody needs: some were never taken off. */
const noteLeak = (warning: Error) => {
  if (warning.name === 'MaxListenersExceededWarning') note(warning);
};
beforeEach(() => {
  faults.length = 0;
  process.on('unhandledRejection', note).on('uncaughtExceptionMonitor', note);
  process.on('warning', noteLeak);
});
afterEach(() => {
  process.off('unhandledRejection', note).off('uncaughtExceptionMonitor', note);
  process.off('warning', noteLeak);
});

describe('a server that readers start survives what should never be sent', () => {
  it.each(served)('$id', { timeout: 60_000 }, async (entry) => {
    const definition = await loadServer(entry);
    const session = serverSession(entry, definition, { seed: 1, emit: () => {} });
    try {
      const { upstream, protoTypes } = await startServers(definition, session);
      const { port } = upstream;
      const paths = pathsOf(definition.tryIt({ url: 'http://a', authority: 'a' }));
      const answers = protoTypes === undefined ? await httpAnswers(port, paths) : [];
      await Promise.all([...garbage(paths)].map((bytes) => sendRaw(port, bytes)));
      if (protoTypes !== undefined) await oddCalls(port);
      expect(answers.filter(isOwnFault)).toEqual([]);
      await expect(accepts(port)).resolves.toBe(true);
      expect(faults).toEqual([]);
    } finally {
      await session.close();
    }
  });
});

interface Answer {
  readonly to: string;
  /** 0 if none came in time, or the connection ended. */
  readonly status: number;
}

/** That there is no room now, 503, is an answer; any other 5xx is a fault. */
function isOwnFault({ status }: Answer): boolean {
  return status >= 500 && status !== 503;
}

/** The paths of the commands that a person may try, and some that nobody should. */
function pathsOf(attempts: readonly { readonly command: string }[]): readonly string[] {
  const found = attempts.flatMap(({ command }) =>
    [...command.matchAll(/(?:http|ws):\/\/a(\/[^\s'"`;)]*)/g)].map(([, path = '/']) => path),
  );
  const known = [...new Set(found)].slice(0, 3);
  return [...known, '/', '/%00', '/%ff%fe', `/${'a'.repeat(3000)}`, '/__proto__?constructor=1'];
}

async function httpAnswers(port: number, paths: readonly string[]): Promise<readonly Answer[]> {
  const [path = '/'] = paths;
  const wanted = [
    ...paths.flatMap((each) => METHODS.map((method) => ({ method, path: each }))),
    ...BODIES.flatMap((body) =>
      ['POST', 'PUT', 'PATCH'].map((method) => ({
        ...{ method, path, body },
        headers: { 'content-type': 'application/json' },
      })),
    ),
    ...FIELDS.flatMap((field) =>
      VALUES.map((value) => ({ method: 'POST', path, headers: { [field]: value } })),
    ),
    // Each HEAD is a request whose body nobody takes.
    ...Array.from({ length: 20 }, () => ({ method: 'HEAD', path })),
  ];
  const answers: Answer[] = [];
  let next = 0;
  const work = async () => {
    for (let one = wanted[next++]; one !== undefined; one = wanted[next++]) {
      answers.push(await answerOf(port, one));
    }
  };
  await Promise.all(Array.from({ length: 24 }, work));
  return answers;
}

interface Wanted {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

function answerOf(
  port: number,
  { method, path, headers = {}, body = '' }: Wanted,
): Promise<Answer> {
  const to = `${method} ${path.slice(0, 60)} ${JSON.stringify(headers).slice(0, 80)} ${body.toString('latin1').slice(0, 40)}`;
  const latin1 = Object.entries(headers).map(([name, value]) => [
    name,
    Buffer.from(value).toString('latin1'),
  ]);
  return new Promise((resolve) => {
    const end = (status: number) => {
      sent.destroy();
      resolve({ to, status });
    };
    const sent = request(
      { method, path, port, host: '127.0.0.1', headers: Object.fromEntries(latin1), agent: false },
      ({ statusCode = 0 }) => end(statusCode),
    );
    sent.on('error', () => end(0)).on('upgrade', () => end(101));
    sent.setTimeout(PATIENCE_MS, () => end(0));
    sent.end(body);
  });
}

/** Bytes that are no request, begin one and break off, or go on behind a handshake. */
function* garbage(paths: readonly string[]): Generator<Buffer> {
  for (const text of [
    '\r\n\r\n',
    'GET',
    'GET / HTTP/1.1\r\n',
    '\0\0\0',
    '\x16\x03\x01\x02\x00\x01',
  ]) {
    yield Buffer.from(text, 'latin1');
  }
  const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  yield preface;
  // SETTINGS, then a frame of no known type, a HEADERS block that cannot be read, a window of 0.
  const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  for (const frame of [
    [0, 0, 4, 0xee, 0, 0, 0, 0, 1, 1, 2, 3, 4],
    [0, 0, 2, 1, 5, 0, 0, 0, 1, 0xff, 0xff],
    [0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1],
  ]) {
    yield Buffer.concat([preface, settings, Buffer.from(frame)]);
  }
  const path = paths[0] ?? '/';
  yield Buffer.from(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{`);
  yield Buffer.from(`POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`);
  const handshake = Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const masked = (first: number, payload: Buffer) =>
    Buffer.concat([Buffer.from([first, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
  for (const frame of [
    Buffer.from([0x81, 1, 0x61]),
    Buffer.from([0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
    masked(0x8b, Buffer.alloc(0)),
    masked(0x88, Buffer.from([3])),
    masked(0x88, Buffer.from([0x03, 0xed])),
    masked(0x81, Buffer.from([0xc3, 0x28])),
    ...['', '{', 'null', '[]', '{"type":1}', '{"type":"hello"}', '{"type":"__proto__"}'].map(
      (text) => masked(0x81, Buffer.from(text)),
    ),
  ]) {
    yield Buffer.concat([handshake, frame]);
  }
}

/** Sends bytes, waits for what comes of them for a moment, and goes away without a word. */
async function sendRaw(port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}).resume();
  const ended = once(socket, 'close');
  socket.write(bytes);
  const late = setTimeout(() => socket.resetAndDestroy(), PATIENCE_MS);
  await ended.catch(() => {});
  clearTimeout(late);
}

/** Calls to a gRPC server that are none, or break off. */
async function oddCalls(port: number): Promise<void> {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  session.on('error', () => {});
  const grpc = { ':method': 'POST', 'content-type': 'application/grpc', te: 'trailers' };
  const calls = [
    '/',
    '/shop.Prices/Get',
    '/shop.Prices/Watch',
    '/shop.Prices/Total',
    '/a.B/C',
  ].flatMap((path) => [
    { ...grpc, ':path': path },
    { ...grpc, ':path': path, 'grpc-timeout': 'soon' },
    { ...grpc, ':path': path, 'grpc-timeout': '1n' },
    { ...grpc, ':path': path, 'grpc-encoding': 'none-such' },
    { ':method': 'GET', ':path': path },
    { ...grpc, ':path': path, 'content-type': 'text/plain' },
  ]);
  const bodies = [
    [],
    [0],
    [0, 0, 0, 0, 9],
    [0, 0, 0, 0, 2, 0xff, 0xff],
    [1, 0, 0, 0, 1, 7],
    [9, 9],
  ];
  await Promise.all(
    calls.flatMap((fields) =>
      bodies.map(async (body, n) => {
        const stream = session.request(fields);
        stream.on('error', () => {}).resume();
        const ended = once(stream, 'close').catch(() => {});
        if (n % 2 === 0) stream.end(Buffer.from(body));
        else stream.write(Buffer.from(body));
        const late = setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), PATIENCE_MS);
        await ended;
        clearTimeout(late);
      }),
    ),
  );
  session.destroy();
}

/** True if the server takes another connection. */
async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
  return true;
}
