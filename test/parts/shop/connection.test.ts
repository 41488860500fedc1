import { connect } from 'apilab/parts/shop/connection';
import { openShop } from 'apilab/parts/shop/shop';
import { LabClock } from 'apilab/testing';
import { expect, test } from 'vitest';

const newClock = () =>
  new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });

test('a statement takes a round trip, and the next one waits for it', async () => {
  const clock = newClock();
  const db = connect(openShop({ users: 2 }), { clock, roundTripMs: 5 });
  const timed = async (id: number) => {
    const [row] = await db.all('SELECT name FROM users WHERE id = ?', [id]);
    return `${row?.name} after ${clock.now()} ms`;
  };
  expect(await clock.runUntil(Promise.all([timed(1), timed(2)]))).toEqual([
    'Ada 1 after 5 ms',
    'Grace 2 after 10 ms',
  ]);
});

test('a statement that fails does not hold up the next', async () => {
  const clock = newClock();
  const db = connect(openShop({ users: 1 }), { clock, roundTripMs: 5 });
  const [wrong, right] = await clock.runUntil(
    Promise.allSettled([db.all('SELECT nothing FROM nowhere'), db.all('SELECT id FROM users')]),
  );
  expect(wrong.status).toBe('rejected');
  expect(right).toEqual({ status: 'fulfilled', value: [{ id: 1 }] });
});
