import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
import type { Duplex } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { liveSession } from '../../../src/lab/live/live-session.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { archiveOf } from '../../report/har/archive.ts';
import { portOf } from '../../tap/rig.ts';

/** A WebSocket of the ws package over a stream: its handshake is done elsewhere. */
function over(stream: Duplex, isServer: boolean): WebSocket {
  const socket: WebSocket = Reflect.construct(WebSocket, [null, undefined, {}]);
  Reflect.set(socket, '_isServer', isServer);
  Reflect.apply(Reflect.get(socket, 'setSocket'), socket, [
    stream,
    Buffer.alloc(0),
    { allowSynchronousEvents: true, maxPayload: 0, skipUTF8Validation: false },
  ]);
  socket.on('error', () => {});
  return socket;
}

test('a WebSocket that Node carries over HTTP/2 is told with all its messages', async () => {
  const server = createServer({ settings: { enableConnectProtocol: true } });
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    stream.respond({ ':status': 200 });
    const socket = over(stream, true);
    socket.on('message', (said, isBinary) => socket.send(said, { binary: isBinary }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const events: TranscriptEvent[] = [];
  const about = { id: 'tap', group: 'tap', title: 'A tap', claim: 'It shows all.' };
  const session = liveSession(
    { ...about, standard: 'no standard', focus: [] },
    { seed: 1, emit: (event) => events.push(event) },
  );
  const tap = await session.open({
    server: 'api',
    upstream: { host: '127.0.0.1', port: portOf(server.address()) },
    listen: { host: '127.0.0.1', port: 0 },
    faults: [],
  });
  const client = connect(`http://127.0.0.1:${tap.port}`);
  // The session ends before they do.
  client.on('error', () => {});
  server.on('session', (peer) => peer.on('error', () => {}));
  onTestFinished(async () => {
    client.destroy();
    await session.close();
    server.close();
  });
  await once(client, 'remoteSettings');
  const stream = client.request({ ':method': 'CONNECT', ':protocol': 'websocket', ':path': '/x' });
  stream.on('error', () => {});
  await once(stream, 'response');
  const socket = over(stream, false);
  const large = 'x'.repeat(100_000);
  for (const said of ['{"a":1}', large, Buffer.from([1, 2, 3])]) {
    socket.send(said);
    await once(socket, 'message');
  }
  await session.close();
  const carried = events.flatMap((event) =>
    event.type === 'message' && event.message.kind === 'http2-frame'
      ? (event.message.websocket ?? [])
      : [],
  );
  expect(carried.map(({ opcode }) => opcode)).toEqual([
    ...['text', 'text', 'text', 'text', 'binary', 'binary'],
  ]);
  expect(carried[3]?.message).toMatchObject({ byteLength: 100_000, text: large });
  const [entry] = archiveOf(events).entries;
  expect(entry).toMatchObject({
    request: { method: 'CONNECT', url: `ws://127.0.0.1:${tap.port}/x` },
    _resourceType: 'websocket',
  });
  expect(entry?._webSocketMessages?.map(({ type, data }) => [type, data.length])).toEqual([
    ...[7, 7, 100_000, 100_000, 4, 4].map((length, at) => [at % 2 ? 'receive' : 'send', length]),
  ]);
  expect(entry?.request.postData).toBeUndefined();
});
