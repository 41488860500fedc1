import { openShop } from 'apilab/parts/shop/shop';
import { EPOCH, LabClock, LiveClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { shopApi } from './shop-api.ts';

/** A shop with two workers, and a way to let lab time go on while something is asked of it. */
function shop() {
  const clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });
  const api = shopApi({ shop: openShop(), clock, workers: 2, workMs: 500 });
  const get = async () => api.fetch(new Request('http://shop.test/products/1'));
  return { api, clock, get, during: <T>(work: Promise<T>) => clock.runUntil(work) };
}

describe('the shop API', () => {
  it('answers after the time that the work takes', async () => {
    const { clock, get, during } = shop();
    const response = await during(get());
    expect(await response.json()).toEqual({ id: 1, name: 'Keyboard', cents: 8900 });
    expect(clock.now()).toBe(500);
  });

  it('refuses what is beyond its workers, and has them back when they are done', async () => {
    const { get, during } = shop();
    const answers = await during(Promise.all([get(), get(), get()]));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503]);
    expect((await during(get())).status).toBe(200);
  });

  it('refuses everything while it is closed', async () => {
    const { api, clock, get, during } = shop();
    api.closeFor(1000);
    const closed = await get();
    expect([closed.status, closed.headers.get('retry-after')]).toEqual([503, null]);
    await during(clock.sleep(1000));
    expect((await during(get())).status).toBe(200);
  });

  it.each([
    ['DELETE', '/products/1', 'GET, HEAD'],
    ['GET', '/orders', 'POST'],
  ])('says in place of %s %s what is possible', async (method, path, allow) => {
    const { api, during } = shop();
    const { status, headers } = await during(
      Promise.resolve(api.fetch(new Request(`http://shop.test${path}`, { method }))),
    );
    expect([status, headers.get('allow')]).toEqual([405, allow]);
  });

  it('says in whole seconds when to come back, never too early', async () => {
    const { api, get } = shop();
    api.closeFor(2001, 'seconds');
    expect((await get()).headers.get('retry-after')).toBe('3');
  });

  it('says with a date when to come back, never too early', async () => {
    const { api, get } = shop();
    api.closeFor(2001, 'date');
    const date = (await get()).headers.get('retry-after');
    expect(date).toBe(new Date(EPOCH + 3000).toUTCString());
  });
});

it('places an order for a user and a product that exist, and refuses any other', async () => {
  const { api, during } = shop();
  const order = (content: string) =>
    during(
      Promise.resolve(
        api.fetch(new Request('http://shop.test/orders', { method: 'POST', body: content })),
      ),
    );
  expect((await order('{"userId":1,"productId":4}')).status).toBe(201);
  for (const bad of ['{"userId":9,"productId":4}', '{"userId":1}', 'null', '[1]', '1e999']) {
    expect((await order(bad)).status).toBe(422);
  }
  expect((await order('{')).status).toBe(400);
});

it('takes whatever is sent for what it is', async () => {
  const api = shopApi({ shop: openShop(), clock: new LiveClock(), workers: 9, workMs: 0 });
  const options = {
    paths: ['/products/1', '/products/%00', '/orders', '/'],
    fields: ['content-type'],
  };
  expect(await serverErrors(api, options)).toEqual([]);
});
