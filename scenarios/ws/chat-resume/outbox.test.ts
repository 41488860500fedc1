import { expect, test } from 'vitest';
import { keptUntilAnswered } from './outbox.ts';

test('an outbox keeps what is not answered, in order, and has a limit', () => {
  const outbox = keptUntilAnswered();
  const put = Array.from({ length: 1001 }, (_, n) =>
    outbox.put({ say: '', room: 'lobby', n: n + 1 }),
  );
  expect(put.lastIndexOf(true)).toBe(999);
  for (let n = 3; n <= 1000; n++) outbox.settle(n);
  outbox.settle(7);
  expect(outbox.waiting().map(({ n }) => n)).toEqual([1, 2]);
});
