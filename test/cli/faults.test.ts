import { credentials, makeClientConstructor, type ServiceError, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { live } from './live.ts';

/** A client of the prices that `serve grpc` serves. */
function pricesAt(url: string) {
  const service = loadSync('protos/shop.proto')['shop.Prices'];
  if (service === undefined || 'format' in service) throw new Error('no service shop.Prices');
  const Prices = makeClientConstructor(service, 'Prices');
  const client = new Prices(url.replace('http://', ''), credentials.createInsecure());
  onTestFinished(() => client.close());
  return {
    /** The price in cents, or the code of what went wrong. */
    get: (product: number) =>
      new Promise<object>((resolve) => {
        client.Get?.({ product }, (error: ServiceError | null, price: { cents: number }) =>
          resolve(error ? { code: error.code } : { cents: price.cents }),
        );
      }),
  };
}

it('--fault cuts after the Nth message of a WebSocket, and the client hears 1006', async () => {
  const fault = 'close-after-message:message=ws-message,nth=2';
  const session = await live(['serve', 'ws', '--fault', fault]);
  expect(session.welcome()).toContain(
    'armed: the tap cuts the connection after the 2nd WebSocket message from the server',
  );
  const socket = new WebSocket(session.url.replace('http', 'ws'));
  onTestFinished(() => socket.terminate());
  const heard: string[] = [];
  socket.on('message', (text) => heard.push(`${text}`));
  socket.on('error', () => {});
  socket.on('open', () => {
    for (const message of [
      { hello: 'ben' },
      { join: 'kitchen' },
      { say: 'hi', room: 'kitchen', n: 1 },
    ]) {
      socket.send(JSON.stringify(message));
    }
  });
  const code = await new Promise((resolve) => socket.once('close', resolve));
  expect(code).toBe(1006);
  expect(heard.map((text) => JSON.parse(text))).toEqual([
    { joined: 'kitchen', seq: 0 },
    { room: 'kitchen', seq: 1, by: 'ben', said: 'hi' },
  ]);
  await session.interrupt();
});

it('--fault cuts after a gRPC message: the call has its answer and not its status', async () => {
  const fault = 'close-after-message:message=grpc-message';
  const session = await live(['serve', 'grpc', '--format', 'ndjson', '--fault', fault]);
  const prices = pricesAt(session.url);
  expect(await prices.get(1)).toEqual({ code: status.UNAVAILABLE });
  expect(await prices.get(1)).toEqual({ cents: 8900 });
  const { stdout } = await session.interrupt();
  expect(stdout).toContain('cuts the connection after the 1st gRPC message from the server');
});

it('--fault cuts after the Nth frame of a type: the trailers of the first call go through', async () => {
  const fault = 'close-after-frame:frame=HEADERS,nth=2';
  const session = await live(['serve', 'grpc', '--format', 'ndjson', '--fault', fault]);
  const prices = pricesAt(session.url);
  expect(await prices.get(1)).toEqual({ cents: 8900 });
  await session.shows('cuts the connection after the 2nd HTTP/2 HEADERS frame from the server');
  const { stdout } = await session.interrupt();
  expect(stdout.match(/"type":"fault"/g)).toHaveLength(1);
  expect(stdout).not.toContain('"delivery":"none"');
});

it('--fault drops the answer to a call: the server worked, and the client never hears', async () => {
  const session = await live(['serve', 'grpc', '--format', 'ndjson', '--fault', 'drop-response']);
  const prices = pricesAt(session.url);
  expect(await prices.get(1)).toEqual({ code: status.UNAVAILABLE });
  expect(await prices.get(1)).toEqual({ cents: 8900 });
  const { stdout } = await session.interrupt();
  const lost = stdout.split('\n').filter((line) => line.includes('"delivery":"none"'));
  expect(lost.some((line) => line.includes('"cents":8900'))).toBe(true);
  expect(stdout).toContain('keeps the 1st response back and cuts the connection');
});
