import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { manualClock } from '../../../test/tap/manual-clock.ts';
import { getPrice, haggle, totalOf, watchPrices } from './prices-calls.ts';
import { pricesServer } from './prices-server.ts';
import { connectTo, loadShopProtos, type PricesClient, serviceOf } from './shop-protos.ts';

const protos = loadShopProtos(join(import.meta.dirname, '../../../protos/shop.proto'));
const service = serviceOf(protos, 'shop.Prices');

async function running(whenCancelled: 'stops' | 'goes-on' = 'stops') {
  const manual = manualClock();
  const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
  const clock = { ...manual, date: () => new Date(0), sleep };
  const server = pricesServer({ service, clock, tickMs: 10, whenCancelled });
  const { port, close } = await server.listen({ host: '127.0.0.1' });
  onTestFinished(close);
  const client = connectTo<PricesClient>(service, `127.0.0.1:${port}`);
  onTestFinished(() => client.close());
  return { client, server, clock, manual };
}

describe('a prices server', () => {
  it('answers with a price, its defaults filled in by the reader', async () => {
    const { client } = await running();
    expect(await getPrice(client, 2)).toEqual({ product: 2, cents: 5900, discount: 10 });
    expect(await getPrice(client, 4)).toEqual({ product: 4, cents: 0 });
  });

  it('answers NOT_FOUND for what it does not have', async () => {
    const { client } = await running();
    expect(await getPrice(client, 9)).toBe('NOT_FOUND');
  });

  it('adds up a basket, and refuses one with something unknown', async () => {
    const { client, clock } = await running();
    const basket = (products: readonly number[]) =>
      totalOf(
        client,
        products.map((product) => ({ product, quantity: 2 })),
        { clock, everyMs: 1 },
      );
    expect(await basket([1, 99])).toBe('INVALID_ARGUMENT');
    expect(await basket([1, 2])).toEqual({ items: 4, cents: 29_600 });
  });

  it('haggles until both agree', async () => {
    const { client } = await running();
    const answers = await haggle(client, 6000);
    expect(answers).toEqual([
      { cents: 7450, agreed: false },
      { cents: 7078, agreed: true },
    ]);
  });

  it.each([
    ['stops', 0],
    ['goes-on', 1],
  ] as const)('%s work for a watcher that is gone: %i timers left', async (whenCancelled, left) => {
    const { client, manual } = await running(whenCancelled);
    const watched = watchPrices(client, { product: 1, count: 1 });
    while (manual.timers === 0) await new Promise((resolve) => setImmediate(resolve));
    manual.advanceTo(10);
    expect(await watched).toEqual([{ product: 1, cents: 8925 }]);
    // The answer to another call comes behind the cancellation.
    await getPrice(client, 1);
    expect(manual.timers).toBe(left);
  });
});
