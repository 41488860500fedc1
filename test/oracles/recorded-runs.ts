import { createServer } from 'node:http';
import { join } from 'node:path';
import {
  type ClientOptions,
  compressionAlgorithms,
  credentials,
  makeClientConstructor,
  Server,
  ServerCredentials,
  status,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { onTestFinished } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { protoTypesOf } from '../../src/lab/party/proto-types.ts';
import { Recorder } from '../../src/lab/record/recorder.ts';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import type { TapEvent } from '../../src/tap/index.ts';
import { dissectConnection } from '../../src/wire/connection.ts';
import { scenario } from '../report/sse-replay.events.ts';
import { portOf, rig } from '../tap/rig.ts';

/** What a tap reported, as the transcript of a run. */
function transcript(events: readonly TapEvent[]): readonly TranscriptEvent[] {
  const run: TranscriptEvent[] = [scenario()];
  const recorder = new Recorder(
    () => 0,
    (event) => run.push(event),
  );
  for (const event of events) recorder.recordTap(event);
  return run;
}

/** A message with a field of each shape: text, enum, packed, nested, bytes. */
const price = {
  symbol: 'ACME',
  cents: 18_550,
  trend: 1,
  changes: [-25, 30],
  asked: { symbol: 'ACME, please' },
  chart: Buffer.from([1, 2, 255]),
};

/** How gRPC is to be recorded. */
interface GrpcRecording {
  /** The tap knows the service. */
  readonly named?: boolean;
  /** Further calls: a message over several DATA frames, and one that is compressed. */
  readonly large?: boolean;
}

/** Unary and streaming calls of a gRPC service, one that fails among them, over HTTP/2 from the first byte. */
export async function grpcRun({
  named = false,
  large = false,
}: GrpcRecording = {}): Promise<readonly TranscriptEvent[]> {
  const protos = loadSync(join(import.meta.dirname, 'prices.proto'));
  const service = protos['shop.Prices'];
  if (service === undefined || 'format' in service) throw new Error('no service shop.Prices');
  const server = new Server();
  type Answer = (error: object | null, message?: object) => void;
  server.addService(service, {
    Get: (call: { request: { symbol: string } }, answer: Answer) => {
      if (call.request.symbol === 'NONE') answer({ code: status.NOT_FOUND, details: 'no match' });
      else answer(null, price);
    },
    Watch: (call: { write(message: object): void; end(): void }) => {
      for (const cents of [1, 2, 3]) call.write({ symbol: 'ACME', cents });
      call.end();
    },
    Sum: (_: unknown, answer: Answer) => answer(null, { symbol: 'ALL', cents: 0 }),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const { tap, events } = await rig({
    upstream: { host: '127.0.0.1', port },
    dissect: () => dissectConnection(named ? { protoTypes: protoTypesOf(protos) } : {}),
  });
  const Prices = makeClientConstructor(service, 'Prices');
  const connect = (options: ClientOptions) =>
    new Prices(`127.0.0.1:${tap.port}`, credentials.createInsecure(), options);
  const client = connect({});
  const gzipping = connect({ 'grpc.default_compression_algorithm': compressionAlgorithms.gzip });
  onTestFinished(() => {
    client.close();
    gzipping.close();
    server.forceShutdown();
  });
  const ask = (by: typeof client, symbol: string) =>
    new Promise<void>((resolve) => {
      by.Get?.({ symbol }, () => resolve());
    });
  await ask(client, 'ACME');
  await ask(client, 'NONE');
  await new Promise<void>((resolve) => {
    client
      .Watch?.({ symbol: 'ACME' })
      .on('data', () => {})
      .on('end', resolve);
  });
  if (large) {
    // Longer than a DATA frame may be.
    await ask(client, 'A'.repeat(40_000));
    await ask(gzipping, 'ACME '.repeat(1000));
  }
  return transcript(events);
}

/** A WebSocket whose messages are compressed with their context kept, fragmented, binary, and closed with a reason. */
export async function socketRun(): Promise<readonly TranscriptEvent[]> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: { threshold: 0 } });
  sockets.on('connection', (socket) => {
    socket.on('message', (bytes, isBinary) => socket.send(bytes, { binary: isBinary }));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    sockets.close();
    http.close();
  });
  const { tap, events, seen } = await rig({
    upstream: { host: '127.0.0.1', port: portOf(http.address()) },
    dissect: dissectConnection,
  });
  const socket = new WebSocket(tap.url.replace('http', 'ws'), {
    perMessageDeflate: { threshold: 0 },
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const echoed = () => new Promise((resolve) => socket.once('message', resolve));
  for (const text of ['prices of ACME', 'prices of ACME again', 'plain']) {
    const back = echoed();
    socket.send(text, { compress: text !== 'plain' });
    await back;
  }
  const whole = echoed();
  socket.send('one message ', { fin: false, compress: false });
  socket.send('in two frames', { fin: true, compress: false });
  await whole;
  const bytes = echoed();
  socket.send(Buffer.alloc(70_000, 7), { compress: false });
  await bytes;
  const compressed = echoed();
  socket.send(Buffer.from('prices of ACME once more'), { compress: true });
  await compressed;
  const pieces = echoed();
  socket.send(Buffer.from([1, 2, 3]), { fin: false, compress: false });
  socket.ping('beat');
  socket.send(Buffer.from([4, 255]), { fin: true, compress: false });
  await pieces;
  socket.close(1000, 'done');
  await seen('connection-ended', ({ direction }) => direction === 'server-to-client');
  return transcript(events);
}
