import { openDatabase } from 'apilab/parts/shop/database';
import { expect, it } from 'vitest';
import { sharedAllowance } from './allowance.ts';

it('lets in at once what a minute may bring, then one by one as time goes on', () => {
  let now = 1_000_000;
  const db = openDatabase();
  const clock = { date: () => new Date(now) };
  // Two of them, as two gateways have.
  const [one, other] = [0, 1].map(() => sharedAllowance({ db, clock, perMinute: 4 }));
  const take = (allowance = one) => allowance?.take('ada', 'orders');
  for (const each of [one, other, one, other]) expect(take(each)).toEqual({ admitted: true });
  expect(take()).toEqual({ admitted: false, retryAfterS: 15 });
  expect(take(other)).toEqual({ admitted: false, retryAfterS: 15 });
  now += 14_500;
  expect(take()).toEqual({ admitted: false, retryAfterS: 1 });
  now += 500;
  expect(take(other)).toEqual({ admitted: true });
  expect(take()).toEqual({ admitted: false, retryAfterS: 15 });
  expect(one?.take('bob', 'orders')).toEqual({ admitted: true });
  now += 3_600_000;
  expect([1, 2, 3, 4, 5].map(() => take()?.admitted)).toEqual([true, true, true, true, false]);
  db.close();
});
