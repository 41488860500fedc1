import { join } from 'node:path';
import {
  type ClientOptions,
  credentials,
  Metadata,
  makeClientConstructor,
  Server,
  ServerCredentials,
  status,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { expect, onTestFinished, test } from 'vitest';
import { dissectConnection } from '../../src/wire/connection.ts';
import type { Http2Frame, Message, ProtoTypes } from '../../src/wire/index.ts';
import { rig } from '../tap/rig.ts';

const protoTypes: ProtoTypes = {
  messages: {
    'shop.PriceRequest': { 1: { name: 'symbol', type: 'string' } },
    'shop.Price': {
      1: { name: 'symbol', type: 'string' },
      2: { name: 'cents', type: 'int64' },
      3: { name: 'trend', type: 'shop.Trend' },
      4: { name: 'changes', type: 'sint32', repeated: true },
      5: { name: 'rates', type: 'shop.Price.RatesEntry', repeated: true, map: true },
      6: { name: 'asked', type: 'shop.PriceRequest' },
      7: { name: 'chart', type: 'bytes' },
    },
    'shop.Price.RatesEntry': {
      1: { name: 'key', type: 'string' },
      2: { name: 'value', type: 'double' },
    },
  },
  enums: { 'shop.Trend': { 0: 'FLAT', 1: 'UP' } },
  methods: {
    '/shop.Prices/Get': { input: 'shop.PriceRequest', output: 'shop.Price' },
    '/shop.Prices/Watch': { input: 'shop.PriceRequest', output: 'shop.Price' },
    '/shop.Prices/Sum': { input: 'shop.PriceRequest', output: 'shop.Price' },
  },
};

const price = {
  symbol: 'ACME',
  cents: '18550',
  trend: 'UP',
  changes: [-25, 30],
  rates: { EUR: 0.92 },
  asked: { symbol: 'ACME' },
  chart: Buffer.from([1, 2, 255]),
};

const prices = loadService();

function loadService() {
  const file = join(import.meta.dirname, 'prices.proto');
  const found = loadSync(file, { longs: String, enums: String })['shop.Prices'];
  if (found === undefined || 'format' in found) throw new Error('no service shop.Prices');
  return found;
}

/** A real server behind a tap, a real client before it, and the frames that crossed. */
async function service() {
  const server = new Server();
  server.addService(prices, {
    Get: (call: { request: { symbol: string } }, answer: Answer) => {
      if (call.request.symbol === 'NONE') {
        answer({ code: status.NOT_FOUND, details: 'no 100 % match: ü' });
      } else answer(null, price);
    },
    Watch: (call: { write(message: object): void; end(): void }) => {
      for (const cents of ['1', '2', '3']) call.write({ symbol: 'ACME', cents });
      call.end();
    },
    Sum: (call: NodeJS.ReadableStream, answer: Answer) => {
      let count = 0;
      call.on('data', () => count++);
      call.on('end', () => answer(null, { symbol: 'ALL', cents: `${count}` }));
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const { tap, events, seen } = await rig({
    upstream: { host: '127.0.0.1', port },
    dissect: () => dissectConnection({ protoTypes }),
  });
  onTestFinished(() => server.forceShutdown());
  const messages = () =>
    events.flatMap((event): Message[] => (event.type === 'message' ? [event.message] : []));
  const frames = (path: string) =>
    messages().filter(
      (message): message is Http2Frame =>
        message.kind === 'http2-frame' && message.grpc?.path === path,
    );
  const connect = (options: ClientOptions = {}) => {
    const Prices = makeClientConstructor(prices, 'Prices');
    const client = new Prices(`127.0.0.1:${tap.port}`, credentials.createInsecure(), options);
    onTestFinished(() => client.close());
    return client;
  };
  const ended = (path: string) =>
    seen(
      'message',
      ({ message }) =>
        message.kind === 'http2-frame' &&
        message.grpc?.path === path &&
        message.grpc.status !== undefined,
    );
  return { connect, frames, messages, ended };
}

type Answer = (error: object | null, message?: object) => void;
/** What a frame says, without what says nothing. */
function said({ frame, direction, section, grpc }: Http2Frame): object {
  const { path, ...rest } = grpc ?? {};
  return { from: direction.split('-')[0], frame: section ?? frame, ...rest };
}

function problemsOf(messages: readonly Message[]): readonly string[] {
  return messages.flatMap(({ problems }) => problems.map(({ code }) => code));
}

const inJson = { ...price, chart: 'AQL/' };

test('a unary call: deadline, metadata, both messages by name, the status', async () => {
  const { connect, frames, messages, ended } = await service();
  const metadata = new Metadata();
  metadata.set('x-request-id', 'r-1');
  metadata.set('trace-bin', Buffer.from([0xca, 0xfe]));
  const answer = await new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + 60_000 };
    connect().Get?.(
      { symbol: 'ACME' },
      metadata,
      options,
      (error: object | null, message: object) =>
        error === null ? resolve(message) : reject(error),
    );
  });
  expect(answer).toMatchObject({ cents: '18550', trend: 'UP' });
  await ended('/shop.Prices/Get');
  const [request, ...others] = frames('/shop.Prices/Get');
  expect(request?.grpc).toEqual({
    path: '/shop.Prices/Get',
    timeoutMs: expect.closeTo(60_000, -4),
    metadata: [
      { name: 'x-request-id', value: 'r-1' },
      { name: 'trace-bin', value: 'cafe' },
    ],
  });
  const bySide = others.filter(({ grpc, section }) => grpc?.messages ?? section).map(said);
  expect(bySide).toEqual([
    {
      from: 'client',
      frame: 'DATA',
      messages: [
        { byteLength: 6, compressed: false, type: 'shop.PriceRequest', value: { symbol: 'ACME' } },
      ],
    },
    { from: 'server', frame: 'response' },
    {
      from: 'server',
      frame: 'DATA',
      messages: [
        { byteLength: expect.any(Number), compressed: false, type: 'shop.Price', value: inJson },
      ],
    },
    { from: 'server', frame: 'trailers', status: { code: 0, name: 'OK', message: 'OK' } },
  ]);
  expect(problemsOf(messages())).toEqual([]);
});

test('a call that fails at once: the response is nothing but its status', async () => {
  const { connect, frames, messages, ended } = await service();
  await new Promise((resolve) => {
    connect().Get?.({ symbol: 'NONE' }, new Metadata(), {}, resolve);
  });
  await ended('/shop.Prices/Get');
  expect(frames('/shop.Prices/Get').map(said).at(-1)).toEqual({
    from: 'server',
    frame: 'response',
    trailersOnly: true,
    status: { code: 5, name: 'NOT_FOUND', message: 'no 100 % match: ü' },
  });
  expect(problemsOf(messages())).toEqual([]);
});

test('a stream of the server: one message each, in order, then the status', async () => {
  const { connect, frames, messages, ended } = await service();
  await new Promise<void>((resolve) => {
    connect()
      .Watch?.({ symbol: 'ACME' })
      .on('data', () => {})
      .on('end', () => resolve());
  });
  await ended('/shop.Prices/Watch');
  const values = frames('/shop.Prices/Watch')
    .filter(({ direction }) => direction === 'server-to-client')
    .flatMap(({ grpc }) => (grpc?.messages ?? []).map(({ value }) => value));
  expect(values).toEqual(['1', '2', '3'].map((cents) => ({ symbol: 'ACME', cents })));
  expect(problemsOf(messages())).toEqual([]);
});

test('a stream of the client, compressed with gzip: read behind the compression', async () => {
  const { connect, frames, messages, ended } = await service();
  const symbols = ['A'.repeat(40_000), 'B'.repeat(300)];
  const answer = await new Promise((resolve, reject) => {
    const call = connect({ 'grpc.default_compression_algorithm': 2 }).Sum?.(
      (error: object | null, message: object) =>
        error === null ? resolve(message) : reject(error),
    );
    for (const symbol of symbols) call.write({ symbol });
    call.end();
  });
  expect(answer).toMatchObject({ cents: '2' });
  await ended('/shop.Prices/Sum');
  const sent = frames('/shop.Prices/Sum')
    .filter(({ direction }) => direction === 'client-to-server')
    .flatMap(({ grpc }) => grpc?.messages ?? []);
  expect(sent.map(({ compressed, value }) => [compressed, value])).toEqual(
    symbols.map((symbol) => [true, { symbol }]),
  );
  expect(problemsOf(messages())).toEqual([]);
});

test('a message over several frames: complete with the last one, its pieces in all of them', async () => {
  const { connect, frames, messages, ended } = await service();
  await new Promise<void>((resolve, reject) => {
    const call = connect().Sum?.((error: object | null) =>
      error === null ? resolve() : reject(error),
    );
    call.write({ symbol: 'A'.repeat(50_000) });
    call.end();
  });
  await ended('/shop.Prices/Sum');
  const data = frames('/shop.Prices/Sum').filter(
    ({ direction, dataLength }) => direction === 'client-to-server' && (dataLength ?? 0) > 0,
  );
  expect(data.length).toBeGreaterThan(3);
  const last = data.at(-1);
  expect(last?.grpc?.messages).toMatchObject([{ byteLength: 50_004 }]);
  const [node] = last?.layers.find(({ protocol }) => protocol === 'grpc')?.nodes ?? [];
  const lengths = node?.pieces?.map(({ start, end }) => end - start);
  expect(lengths).toEqual(data.map(({ dataLength }) => dataLength));
  expect(problemsOf(messages())).toEqual([]);
});
