import { connect, constants } from 'node:http2';
import { expect, onTestFinished, test } from 'vitest';
import { ordersService } from '../parts/shop.ts';
import { CODES, ordersServer } from './orders-server.ts';
import { CALLERS, openCaller, REFUSED, TRACE } from './setting.ts';

async function running() {
  const { port, close } = await ordersServer({ service: ordersService }).listen({
    host: '127.0.0.1',
  });
  onTestFinished(close);
  const closers: (() => void)[] = [];
  onTestFinished(() => {
    for (const closing of closers) closing();
  });
  const lab = {
    use: async <T extends { close(): unknown }>(client: T) => {
      closers.push(() => client.close());
      return client;
    },
  };
  return { port, ada: await openCaller(lab as never, `127.0.0.1:${port}`) };
}

test('every reason has a code of its own', () => {
  expect(new Set(Object.values(CODES)).size).toBe(Object.keys(CODES).length);
});

test('an order is taken once under its number', async () => {
  const { ada } = await running();
  const fields = { 'order-id': 'b1' };
  const first = await ada.place({ fields });
  expect(first).toMatchObject({ code: 'OK', sum: { items: 1, cents: 8900 } });
  expect((await ada.place({ fields })).code).toBe('ALREADY_EXISTS');
  expect((await ada.place()).code).toBe('OK');
});

test('bytes come back as they were', async () => {
  const { ada } = await running();
  const { trailers } = await ada.place({ fields: { 'trace-bin': TRACE } });
  expect(trailers.get('trace-bin')).toEqual([TRACE]);
});

test('each caller and each order is refused for its reason', async () => {
  const { ada } = await running();
  const codes = (await ada.inTurn([...CALLERS, ...REFUSED.filter(({ fields }) => !fields)])).map(
    ({ code }) => code,
  );
  expect(codes).toEqual([
    ...['UNAUTHENTICATED', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'INVALID_ARGUMENT'],
    ...['NOT_FOUND', 'FAILED_PRECONDITION', 'OUT_OF_RANGE', 'DATA_LOSS'],
  ]);
});

test.each([
  ['a negative quantity', { product: 1, quantity: -1 }, 'INVALID_ARGUMENT'],
  ['the largest quantity', { product: 1, quantity: 2 ** 31 - 1 }, 'OUT_OF_RANGE'],
  ['a negative product', { product: -1, quantity: 1 }, 'NOT_FOUND'],
])('refuses %s', async (_, order, code) => {
  const { ada } = await running();
  expect((await ada.place({ order })).code).toBe(code);
});

test('a message that is garbage or too large ends its own call only', async () => {
  const { ada } = await running();
  const bad = [Buffer.from([0xff, 0xff]), Buffer.alloc(1024 * 1024)];
  const codes = [];
  for (const bytes of bad) codes.push((await ada.place({}, { bytes })).code);
  expect(codes).toEqual(['INTERNAL', 'RESOURCE_EXHAUSTED']);
  expect((await ada.place()).code).toBe('OK');
});

test.each([
  [{ ':method': 'GET', ':path': '/shop.Orders/Place' }, 415],
  [{ ':method': 'POST', ':path': '/shop.Orders/Place', 'content-type': 'application/json' }, 415],
  [{ ':method': 'POST', ':path': '/nothing', 'content-type': 'application/grpc' }, 200],
])('answers %j as HTTP with %i', async (fields, expected) => {
  const { port, ada } = await running();
  const session = connect(`http://127.0.0.1:${port}`);
  onTestFinished(() => session.destroy());
  const stream = session.request(fields);
  stream.end();
  const got = await new Promise((resolve) =>
    stream.on('response', (head) => resolve(head[constants.HTTP2_HEADER_STATUS])),
  );
  expect(got).toBe(expected);
  expect((await ada.place()).code).toBe('OK');
});
