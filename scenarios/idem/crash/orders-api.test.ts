import { type Database, openDatabase } from 'apilab/parts/shop/database';
import { LiveClock } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { createBooks, settleAtOnce } from './books.ts';
import { LostLease, leasedKeys } from './lease-store.ts';
import { ordersApi } from './orders-api.ts';
import { relay } from './outbox.ts';
import { keyOfCharge, type PaymentProvider, paymentProvider } from './provider.ts';

const LEASE_MS = 5000;
const SCOPE = { customer: 1, operation: 'POST /orders', key: 'k' };
const ANSWER = { status: 201, headers: {}, body: '{}' };

function shopOf({ charge }: Pick<PaymentProvider, 'charge'>) {
  const db = openDatabase();
  createBooks(db);
  const reported: unknown[] = [];
  const api = ordersApi({
    tokens: new Map([['ada', 1]]),
    prices: new Map([[1, 8900]]),
    keys: leasedKeys(LEASE_MS)(db, { date: () => new Date() }),
    provider: { charge },
    keyOfCharge,
    settle: settleAtOnce(db, { commit: async (work) => db.transaction(work) }),
    onSettled: () => {},
    report: (error) => void reported.push(error),
  });
  return { api, db, reported };
}

const order = (api: { fetch(request: Request): Response | Promise<Response> }) =>
  api.fetch(
    new Request('http://shop.test/orders', {
      method: 'POST',
      headers: { authorization: 'Bearer ada', 'idempotency-key': '"k"' },
      body: '{"productId":1,"quantity":1}',
    }),
  );

test('takes whatever is sent for what it is', async () => {
  const { api, reported } = shopOf({ charge: async () => 'charged' });
  const options = {
    paths: ['/orders', '/orders/1', '/'],
    fields: ['idempotency-key', 'authorization', 'content-type'],
    given: { authorization: 'Bearer ada', 'idempotency-key': '"k"' },
  };
  expect(await serverErrors(api, options)).toEqual([]);
  expect(reported).toEqual([]);
});

test('a charge whose outcome nobody knows leaves the key to a retry', async () => {
  const { api, reported } = shopOf({ charge: () => Promise.reject(new Error('no answer')) });
  const answer = await order(api);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(reported).toHaveLength(1);
  const again = await order(api);
  expect([again.status, again.headers.get('retry-after')]).toEqual([409, '5']);
});

test('a card that is refused is answered once and for all', async () => {
  const { api, db, reported } = shopOf({ charge: async () => 'refused' });
  const answer = await order(api);
  const text = await answer.text();
  expect([answer.status, text]).toEqual([422, expect.stringContaining('card-refused')]);
  const again = await order(api);
  expect([again.status, await again.text()]).toEqual([422, text]);
  expect(db.inspect('SELECT * FROM orders')).toEqual([]);
  expect(reported).toEqual([]);
});

describe('the provider', () => {
  const asked = (status: number) =>
    paymentProvider({
      url: 'http://psp.test',
      fetch: async () => new Response(null, { status }),
      clock: new LiveClock(),
    }).charge({ customer: 1, cents: 100 }, 'k');

  test.each([
    [201, 'charged'],
    [402, 'refused'],
  ])('that answers %i has %s', async (status, outcome) => {
    expect(await asked(status)).toBe(outcome);
  });

  test.each([409, 429, 500, 503])('that answers %i may have charged', async (status) => {
    await expect(asked(status)).rejects.toThrow(String(status));
  });
});

describe('a lease', () => {
  const open = () => {
    let now = 0;
    const db = openDatabase();
    const keys = leasedKeys(LEASE_MS)(db, { date: () => new Date(now) });
    return { db, claim: (print = 'f') => keys.claim(SCOPE, print), at: (ms: number) => (now = ms) };
  };
  const completed = (db: Database) =>
    db.inspect('SELECT count(status) AS n FROM idempotency_keys')[0]?.n;

  test('holds to its last millisecond, and says how long', () => {
    const { claim, at } = open();
    expect(claim().state).toBe('claimed');
    at(LEASE_MS - 1);
    expect(claim()).toEqual({ state: 'pending', leaseMs: 1 });
    at(LEASE_MS);
    expect(claim().state).toBe('claimed');
    expect(claim().state).toBe('pending');
  });

  test('is not taken over by other content', () => {
    const { claim, at } = open();
    claim();
    at(LEASE_MS);
    expect(claim('other').state).toBe('mismatch');
  });

  test('that was lost stores nothing for who had it', () => {
    const { claim, at, db } = open();
    const slow = claim();
    at(LEASE_MS);
    const next = claim();
    if (slow.state !== 'claimed' || next.state !== 'claimed') throw new Error('not claimed');
    expect(() => slow.complete(ANSWER)).toThrow(LostLease);
    expect(completed(db)).toBe(0);
    next.complete(ANSWER);
    expect(completed(db)).toBe(1);
    at(3 * LEASE_MS);
    expect(claim().state).toBe('completed');
  });
});

test('the key of a charge belongs to one customer and one operation', () => {
  const keys = [SCOPE, { ...SCOPE, customer: 2 }, { ...SCOPE, operation: 'POST /refunds' }];
  expect(new Set(keys.map(keyOfCharge)).size).toBe(3);
  expect(keyOfCharge({ ...SCOPE })).toBe(keyOfCharge(SCOPE));
});

test('a message that could not be sent stays in the outbox, and goes out later', async () => {
  const { db } = shopOf({ charge: async () => 'charged' });
  db.run("INSERT INTO outbox (order_path) VALUES ('/orders/1')");
  const timers: (() => void)[] = [];
  let attempts = 0;
  const clock = {
    now: () => 0,
    date: () => new Date(0),
    sleep: async () => {},
    setTimer: (_: number, callback: () => void) => {
      timers.push(callback);
      return { cancel: () => {} };
    },
  };
  const send = async () => {
    if (++attempts === 1) throw new Error('no answer');
  };
  relay({ db, clock, mail: { send } }).wake();
  await expect.poll(() => timers.length).toBe(1);
  const waiting = () => db.inspect('SELECT count(*) AS n FROM outbox')[0]?.n;
  expect(waiting()).toBe(1);
  timers[0]?.();
  await expect.poll(waiting).toBe(0);
});
