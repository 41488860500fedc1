import type { Socket } from 'node:net';
import { WebSocket as UndiciWebSocket } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { type ClientOptions, type ServerOptions, WebSocket, WebSocketServer } from 'ws';
import { dissectConnection } from '../../../src/wire/connection.ts';
import type { WsFrame } from '../../../src/wire/types.ts';
import { portOf, rig } from '../../tap/rig.ts';
import { isFrame } from './talk.ts';

/** A client and a server of the ws package, and what the tap between them reads. */
async function live(
  serverOptions: ServerOptions = {},
  clientOptions: ClientOptions = {},
  protocols: string[] = [],
) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', ...serverOptions });
  await new Promise<void>((resolve) => server.on('listening', resolve));
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const upstream = { host: '127.0.0.1', port: portOf(server.address()) };
  const tapped = await rig({ upstream, dissect: dissectConnection });
  const accepted = new Promise<WebSocket>((resolve) => server.on('connection', resolve));
  const client = new WebSocket(tapped.tap.url.replace('http:', 'ws:'), protocols, clientOptions);
  onTestFinished(() => client.terminate());
  await new Promise<void>((resolve) => client.on('open', () => resolve()));
  const peer = await accepted;
  /** Closes from the client's side and gives every frame that the tap saw. */
  const closed = async (code: number, reason: string): Promise<readonly WsFrame[]> => {
    const gone = new Promise<void>((resolve) => client.on('close', () => resolve()));
    client.close(code, reason);
    await gone;
    const ended = (direction: string) =>
      tapped.seen('connection-ended', (event) => event.direction === direction);
    await Promise.all([ended('client-to-server'), ended('server-to-client')]);
    return tapped.events
      .flatMap((event) => (event.type === 'message' ? [event.message] : []))
      .filter(isFrame);
  };
  return { ...tapped, client, peer, closed };
}

/** Everything that a socket receives, as text or bytes, until `count` came. */
function receives(socket: WebSocket, count: number): Promise<readonly (string | Buffer)[]> {
  const all: (string | Buffer)[] = [];
  return new Promise((resolve) => {
    socket.on('message', (data, isBinary) => {
      const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0);
      all.push(isBinary ? bytes : bytes.toString());
      if (all.length === count) resolve(all);
    });
  });
}

const from = (frames: readonly WsFrame[], direction: WsFrame['direction']) =>
  frames.filter((frame) => frame.direction === direction);
const textsOf = (frames: readonly WsFrame[]) =>
  frames.flatMap(({ message }) => (message?.text === undefined ? [] : [message.text]));

test('the handshake of a real client and server adds up', async () => {
  const { seen } = await live();
  const { message } = await seen('message', (event) => event.message.kind === 'http-response');
  expect(message.problems).toEqual([]);
  const accept = message.layers
    .flatMap(({ nodes }) => nodes)
    .find(({ kind }) => kind === 'ws.accept');
  const field = message.kind === 'http-response' ? message.fields : [];
  expect(field.find(({ name }) => name === 'Sec-WebSocket-Accept')?.value).toBe(accept?.value);
});

test('text, binary, fragments, ping, pong and close are read as they were sent', async () => {
  const { client, peer, closed } = await live({}, { perMessageDeflate: false });
  const arrived = receives(peer, 3);
  const beat = new Promise<void>((resolve) => client.on('pong', () => resolve()));
  client.send('{"symbol":"ACME"}');
  client.send(Buffer.from([1, 2, 3]));
  client.send('one ', { fin: false });
  client.ping('beat');
  client.send('message', { fin: true });
  expect(await arrived).toEqual(['{"symbol":"ACME"}', Buffer.from([1, 2, 3]), 'one message']);
  await beat;
  const frames = await closed(1000, 'done');
  expect(from(frames, 'client-to-server').map(({ opcode, fin }) => [opcode, fin])).toEqual([
    ['text', true],
    ['binary', true],
    ['text', false],
    ['ping', true],
    ['continuation', true],
    ['close', true],
  ]);
  expect(textsOf(frames)).toEqual(['{"symbol":"ACME"}', 'one message']);
  expect(from(frames, 'server-to-client').map(({ summary }) => summary)).toEqual([
    'pong',
    'close 1000 done',
  ]);
  expect(frames.flatMap(({ problems }) => problems)).toEqual([]);
});

const compressions = [
  ['context takeover both ways', {}],
  ['no context takeover', { serverNoContextTakeover: true, clientNoContextTakeover: true }],
  ['small windows', { serverMaxWindowBits: 9, clientMaxWindowBits: 10 }],
] as const;

test.each(compressions)(
  'compression with %s: both read the same hundreds of messages',
  async (_, options) => {
    const { client, peer, closed } = await live(
      { perMessageDeflate: { threshold: 0, ...options } },
      { perMessageDeflate: { threshold: 0 } },
    );
    const messages = Array.from({ length: 300 }, (_, i) =>
      i % 3 === 0
        ? 'abc€'.repeat(i * 40)
        : JSON.stringify({ id: i, symbol: `S${i % 40}`, price: (i * 7919) % 10_007 }),
    );
    const atServer = receives(peer, messages.length);
    const atClient = receives(client, messages.length);
    for (const message of messages) {
      client.send(message);
      peer.send(message.toUpperCase());
    }
    const received = { server: await atServer, client: await atClient };
    const frames = await closed(1000, '');
    expect(textsOf(from(frames, 'client-to-server'))).toEqual(received.server);
    expect(textsOf(from(frames, 'server-to-client'))).toEqual(received.client);
    expect(frames.filter(({ compressed }) => compressed)).toHaveLength(2 * messages.length);
    expect(frames.flatMap(({ problems }) => problems)).toEqual([]);
  },
);

test('what a real server refuses has the problem that explains it', async () => {
  const { client, peer, seen } = await live({}, { perMessageDeflate: false });
  const failed = new Promise<string>((resolve) =>
    peer.on('error', (error: NodeJS.ErrnoException) => resolve(`${error.code}`)),
  );
  const socket: Socket | undefined = Reflect.get(client, '_socket');
  socket?.write(Buffer.from([0x81, 0x01, 0x61]));
  expect(await failed).toBe('WS_ERR_EXPECTED_MASK');
  const { message } = await seen('message', (event) => event.message.kind === 'ws-frame');
  expect(message.problems.map(({ code }) => code)).toEqual(['ws-unmasked-client-frame']);
  const answer = await seen(
    'message',
    ({ message }) => isFrame(message) && message.opcode === 'close',
  );
  expect(answer.message).toMatchObject({ close: { code: 1002 } });
});

test('the agreed subprotocol graphql-transport-ws is read', async () => {
  const { client, peer, closed } = await live({}, {}, ['graphql-transport-ws']);
  const ready = receives(client, 1);
  client.send('{"type":"connection_init"}');
  client.send('{"id":"7","type":"subscribe","payload":{"query":"subscription Prices { price }"}}');
  peer.send('{"id":"7","type":"next","payload":{"data":{"price":1}}}');
  await ready;
  const frames = await closed(1000, '');
  expect(frames.flatMap(({ message }) => (message?.graphql ? [message.graphql] : []))).toEqual(
    expect.arrayContaining([
      { type: 'connection_init' },
      { type: 'subscribe', id: '7' },
      { type: 'next', id: '7' },
    ]),
  );
});

test('another client, that of undici, is read as well, compressed messages of the server included', async () => {
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    perMessageDeflate: { threshold: 0 },
  });
  await new Promise<void>((resolve) => server.on('listening', resolve));
  onTestFinished(() => void server.close());
  server.on('connection', (peer) => {
    peer.on('message', (data) => peer.send(`${data}`.repeat(50)));
  });
  const upstream = { host: '127.0.0.1', port: portOf(server.address()) };
  const { tap, seen, events } = await rig({ upstream, dissect: dissectConnection });
  const client = new UndiciWebSocket(tap.url.replace('http:', 'ws:'));
  client.addEventListener('open', () => client.send('again and '));
  const answer = await new Promise<string>((resolve) => {
    client.addEventListener('message', ({ data }) => resolve(`${data}`));
  });
  client.close(1000, 'read');
  await seen('connection-ended', ({ direction }) => direction === 'server-to-client');
  const frames = events
    .flatMap((event) => (event.type === 'message' ? [event.message] : []))
    .filter(isFrame);
  expect(textsOf(from(frames, 'client-to-server'))).toEqual(['again and ']);
  expect(textsOf(from(frames, 'server-to-client'))).toEqual([answer]);
  expect(from(frames, 'server-to-client')[0]?.compressed).toBe(true);
  expect(frames.flatMap(({ problems }) => problems)).toEqual([]);
});
