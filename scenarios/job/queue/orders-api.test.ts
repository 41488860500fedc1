import { openDatabase } from 'apilab/parts/shop/database';
import { manualClock, seededRandom } from 'apilab/testing';
import { expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { createBooks } from './books.ts';
import { asJob, ordersApi } from './orders-api.ts';
import { leasedQueue } from './queue.ts';

function opened() {
  const db = openDatabase();
  createBooks(db);
  const queue = leasedQueue(db, { clock: manualClock(), random: seededRandom(1), leaseMs: 6000 });
  const order = async (api: ReturnType<typeof ordersApi>, body: string) =>
    api.fetch(new Request('http://api.test/orders', { method: 'POST', body }));
  return { db, queue, order };
}

it('stores an order with its job, and neither if the job cannot be stored', async () => {
  const { db, queue, order } = opened();
  const good = '{"customer":"ada","item":"Keyboard"}';
  const answer = await order(ordersApi({ db, later: asJob(queue) }), good);
  expect([answer.status, answer.headers.get('location')]).toEqual([201, '/orders/1']);
  expect(queue.take()?.payload).toBe('{"order":"/orders/1","customer":"ada"}');
  const full = ordersApi({
    db,
    later: () => {
      throw new Error('the disk is full');
    },
  });
  full.onError((_, c) => c.body(null, 503));
  expect((await order(full, good)).status).toBe(503);
  expect(db.inspect('SELECT count(*) AS n FROM orders')).toEqual([{ n: 1 }]);
});

it.each(['', '[]', 'null', '{"customer":"","item":"x"}', '{"customer":["ada"],"item":"x"}'])(
  'makes no job of %s',
  async (body) => {
    const { db, queue, order } = opened();
    expect((await order(ordersApi({ db, later: asJob(queue) }), body)).status).toBe(400);
    expect(queue.take()).toBeUndefined();
  },
);

it('takes whatever is sent for what it is', { timeout: 20_000 }, async () => {
  const { db, queue } = opened();
  const api = ordersApi({ db, later: asJob(queue) });
  expect(await serverErrors(api, { paths: ['/orders', '/orders/1', '/%ff'] })).toEqual([]);
});
