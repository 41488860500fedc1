import { connect, constants } from 'node:http2';
import { status } from '@grpc/grpc-js';
import { type ManualClock, manualClock } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pricesService } from '../parts/shop.ts';
import { connectTo, type Offer, type PricesClient } from '../parts/shop-protos.ts';
import { getPrice, haggle, totalOf, watchPrices } from './prices-calls.ts';
import { pricesServer } from './prices-server.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function running() {
  const clock = manualClock();
  const server = pricesServer({ service: pricesService, clock, tickMs: 10 });
  const { port, close } = await server.listen({ host: '127.0.0.1' });
  onTestFinished(close);
  const client = connectTo<PricesClient>(pricesService, `127.0.0.1:${port}`);
  onTestFinished(() => client.close());
  return { client, clock, port };
}

async function untilTimers(clock: ManualClock, count: number): Promise<void> {
  await expect.poll(() => clock.timers).toBe(count);
}

/** A basket whose items are sent without a pause. */
function total(client: PricesClient, basket: readonly { product: number; quantity: number }[]) {
  const clock = { ...manualClock(), sleep: turn };
  return totalOf(client, basket, { clock, everyMs: 1 });
}

describe('a prices server', () => {
  test('answers with a price, its defaults filled in by the reader', async () => {
    const { client } = await running();
    expect(await getPrice(client, 2)).toEqual({ product: 2, cents: 5900, discount: 10 });
    expect(await getPrice(client, 4)).toEqual({ product: 4, cents: 0 });
  });

  test('takes no message that would fill its memory', async () => {
    const { client } = await running();
    const long = Buffer.alloc(1024 * 1024);
    const asIs = (bytes: Buffer) => bytes;
    const code = await new Promise((resolve) =>
      client.makeUnaryRequest('/shop.Prices/Get', asIs, asIs, long, (error) =>
        resolve(error?.code),
      ),
    );
    expect(code).toBe(status.RESOURCE_EXHAUSTED);
    expect(await getPrice(client, 2)).toMatchObject({ product: 2 });
  });

  test('answers NOT_FOUND for what it does not have', async () => {
    const { client, clock } = await running();
    expect(await getPrice(client, 9)).toBe('NOT_FOUND');
    expect(await watchPrices(client, { product: 9, count: 1 })).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  test.each([
    [[1, 1, 2, 2], { items: 4, cents: 29_600 }],
    [[], { items: 0, cents: 0 }],
  ])('adds up a basket of %j', async (products, sum) => {
    const { client } = await running();
    const basket = products.map((product) => ({ product, quantity: 1 }));
    expect(await total(client, basket)).toEqual(sum);
  });

  test.each([
    ['something unknown', { product: 99, quantity: 1 }],
    ['nothing of a product', { product: 1, quantity: 0 }],
    ['less than nothing', { product: 1, quantity: -5 }],
    ['more than fits', { product: 1, quantity: 2 ** 31 - 1 }],
  ])('refuses a basket with %s', async (_, item) => {
    const { client } = await running();
    expect(await total(client, [{ product: 1, quantity: 1 }, item, item])).toBe('INVALID_ARGUMENT');
  });

  test('haggles until both agree', async () => {
    const { client } = await running();
    const answers = await haggle(client, 6000);
    expect(answers).toEqual([
      { cents: 7450, agreed: false },
      { cents: 7078, agreed: true },
    ]);
  });

  test('stops work for a watcher that is gone', async () => {
    const { client, clock } = await running();
    const watched = watchPrices(client, { product: 1, count: 1 });
    await untilTimers(clock, 1);
    clock.advanceTo(10);
    expect(await watched).toEqual([{ product: 1, cents: 8925 }]);
    await untilTimers(clock, 0);
  });

  test('stops work for a watcher whose connection is gone', async () => {
    const { clock, port } = await running();
    const session = connect(`http://127.0.0.1:${port}`);
    session.on('error', () => {});
    const watch = session.request({
      ':method': 'POST',
      ':path': '/shop.Prices/Watch',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    watch.on('error', () => {});
    // Not compressed, two bytes: product 1.
    watch.end(Buffer.from([0, 0, 0, 0, 2, 8, 1]));
    await untilTimers(clock, 1);
    session.destroy();
    await untilTimers(clock, 0);
  });

  test('hears no more of a haggler who does not read', async () => {
    const { client } = await running();
    const call = client.Haggle();
    call.on('error', () => {});
    call.pause();
    let isFull = false;
    for (let n = 0; n < 200_000 && !isFull; n++) {
      isFull = !call.write({ cents: 1, agreed: false }) && n > 50_000;
      if (n % 1000 === 0) await turn();
    }
    expect(isFull).toBe(true);
    call.cancel();
  });

  test('survives whatever is asked', async () => {
    const { client, clock } = await running();
    const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const number = fc.oneof(fc.constantFrom(0, 1, 2, 3, 4), int32);
    const item = fc.record({ product: number, quantity: number });
    await fc.assert(
      fc.asyncProperty(number, fc.array(item, { maxLength: 5 }), async (product, basket) => {
        await getPrice(client, product);
        await total(client, basket);
        const offers = client.Haggle();
        const answered = new Promise<void>((resolve, reject) => {
          offers.on('data', ({ cents }: Offer) => expect(cents).toBeLessThan(2 ** 31));
          offers.on('error', reject);
          offers.on('end', resolve);
        });
        for (const { quantity } of basket) offers.write({ cents: quantity, agreed: false });
        offers.end();
        await answered;
      }),
      { numRuns: 40 },
    );
    expect(clock.timers).toBe(0);
  });

  test('survives whatever is sent as HTTP/2', async () => {
    const { client, clock, port } = await running();
    const session = connect(`http://127.0.0.1:${port}`);
    onTestFinished(() => session.destroy());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'GET', 'PUT'),
        fc.constantFrom('/shop.Prices/Get', '/shop.Prices/Total', '/shop.Prices/None', '/'),
        fc.constantFrom('application/grpc', 'application/json', ''),
        fc.uint8Array({ maxLength: 40 }),
        async (method, path, contentType, bytes) => {
          const stream = session.request({
            ':method': method,
            ':path': path,
            te: 'trailers',
            ...(contentType !== '' && { 'content-type': contentType }),
          });
          const status = new Promise((resolve) => {
            stream.on('response', (head) => resolve(head[constants.HTTP2_HEADER_STATUS]));
            stream.on('error', () => resolve('reset'));
          });
          stream.resume().end(bytes);
          expect([200, 405, 415, 'reset']).toContain(await status);
        },
      ),
      { numRuns: 60 },
    );
    expect(await getPrice(client, 1)).toEqual({ product: 1, cents: 8900 });
    expect(clock.timers).toBe(0);
  });
});
