import { connect, createServer, type IncomingHttpHeaders } from 'node:http2';
import { expect, onTestFinished, test } from 'vitest';
import { dissectConnection } from '../../src/wire/connection.ts';
import type { Http2Frame } from '../../src/wire/index.ts';
import { portOf, rig } from '../tap/rig.ts';

const characters = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at)).join('');
const visible = characters(0x21, 0x7e);
/** RFC 9110 §5.5; Node writes and reads it as Latin-1. */
const obsText = characters(0x80, 0xff);

/** What one side received, as Node says. */
interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A node:http2 server behind a tap and a client before it. */
async function http2Rig(settings: { headerTableSize?: number } = {}) {
  const received: Received[] = [];
  const server = createServer({ settings });
  server.on('stream', (stream, headers) => {
    let body = '';
    stream.setEncoding('latin1').on('data', (chunk: string) => {
      body += chunk;
    });
    stream.on('end', () => {
      received.push({ headers, body });
      stream.respond(
        { ':status': 201, 'x-answer': `${received.length}`, 'x-again': 'a b c' },
        {
          waitForTrailers: true,
        },
      );
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': `${body.length}` }));
      stream.end(body.toUpperCase());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const { tap, events, seen } = await rig({
    upstream: { host: '127.0.0.1', port: portOf(server.address()) },
    dissect: dissectConnection,
  });
  const session = connect(tap.url, { settings });
  onTestFinished(() => session.destroy());
  const ask = (headers: Record<string, string>, body: string) =>
    new Promise<void>((resolve, reject) => {
      const stream = session.request({ ':method': 'POST', ...headers });
      stream
        .on('error', reject)
        .on('end', () => resolve())
        .resume();
      stream.end(body, 'latin1');
    });
  const frames = () =>
    events.flatMap((event): Http2Frame[] =>
      event.type === 'message' && event.message.kind === 'http2-frame' ? [event.message] : [],
    );
  const answered = (stream: number) =>
    seen(
      'message',
      ({ message }) =>
        message.kind === 'http2-frame' &&
        message.stream === stream &&
        message.direction === 'server-to-client' &&
        message.section === 'trailers',
    );
  return { received, ask, frames, answered };
}

/** The requests among frames: fields as Node would have them, and the data put together. */
function requestsOf(frames: readonly Http2Frame[]): readonly Received[] {
  const client = frames.filter(({ direction }) => direction === 'client-to-server');
  return client
    .filter(({ section }) => section === 'request')
    .map(({ stream, fields = [] }) => ({
      headers: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
      body: client
        .filter((frame) => frame.stream === stream)
        .map(({ text }) => text ?? '')
        .join(''),
    }));
}

test.each([
  ['the table size that nobody changed', {}],
  ['no dynamic table', { headerTableSize: 0 }],
  ['a table that holds hardly anything', { headerTableSize: 100 }],
  ['a large table', { headerTableSize: 65_536 }],
])('Node and the dissector read the same requests, with %s', async (_, settings) => {
  const { received, ask, frames, answered } = await http2Rig(settings);
  for (let number = 0; number < 30; number++) {
    const headers = {
      ':path': `/orders/${number % 5}?q=${'x'.repeat(number)}`,
      'x-request-id': `request-${number % 7}`,
      'x-long': String.fromCharCode(33 + number * 3).repeat(number * 20),
      'x-octets': visible + obsText,
      authorization: 'Bearer secret',
    };
    await ask(headers, `${number} `.repeat(number * 10));
  }
  await answered(59);
  // Without the symbol under which Node lists what must not be indexed.
  const plain: unknown = JSON.parse(JSON.stringify(received));
  expect(requestsOf(frames())).toEqual(plain);
  expect(frames().flatMap(({ problems }) => problems)).toEqual([]);
});

test('a header block over several frames is one section, read with its last frame', async () => {
  const { ask, frames, answered } = await http2Rig();
  await ask({ ':path': '/', 'x-long': '~'.repeat(30_000) }, '');
  await answered(1);
  const [first, ...others] = frames().filter(
    ({ frame, direction }) =>
      direction === 'client-to-server' && (frame === 'HEADERS' || frame === 'CONTINUATION'),
  );
  expect(first).toMatchObject({ frame: 'HEADERS', flags: [] });
  expect(first?.fields).toBeUndefined();
  const last = others.at(-1);
  expect(last?.fields?.find(({ name }) => name === 'x-long')?.value).toBe('~'.repeat(30_000));
  const node = last?.layers[1]?.nodes.find(({ name }) => name === 'x-long');
  expect(node?.pieces?.length).toBe(1 + others.length);
});

test('a stream is half-closed by the client, then closed by the trailers of the server', async () => {
  const { ask, frames, answered } = await http2Rig();
  await ask({ ':path': '/' }, 'a');
  await answered(1);
  const data = frames().filter(({ frame }) => frame === 'DATA');
  expect(data.map(({ text, streamState }) => [text, streamState])).toEqual([
    ['a', 'half-closed (client)'],
    ['A', 'half-closed (client)'],
  ]);
  expect(frames().findLast(({ section }) => section === 'trailers')).toMatchObject({
    streamState: 'closed',
    fields: [{ name: 'x-sum', value: '1' }],
  });
});
