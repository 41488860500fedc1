import { describe, expect, test } from 'vitest';
import { priceLog } from './price-log.ts';

/** A log that keeps three prices, after so many were published. */
function logOf(published: number) {
  const log = priceLog(3);
  for (let n = 0; n < published; n++) log.append({ stock: 'ABC', cents: 100 + n });
  return log;
}

const idsAfter = (published: number, id: number) => {
  const entries = logOf(published).after(id);
  return entries === 'lost' ? 'lost' : entries.map((entry) => entry.id);
};

describe('priceLog', () => {
  test.each([
    [0, 0, []],
    [2, 0, [1, 2]],
    [2, 1, [2]],
    [2, 2, []],
    [5, 4, [5]],
    [5, 2, [3, 4, 5]],
  ])('of %i prices tells what came after %i', (published, id, ids) => {
    expect(idsAfter(published, id)).toEqual(ids);
  });

  test.each([
    [5, 1, 'has let the next one go'],
    [5, 0, 'has let the next one go'],
    [5, 6, 'never gave that number'],
    [0, 1, 'never gave that number'],
    [5, -1, 'never gave that number'],
    [5, Number.POSITIVE_INFINITY, 'never gave that number'],
  ])('of %i prices is lost after %d: it %s', (published, id) => {
    expect(idsAfter(published, id)).toBe('lost');
  });

  test('numbers prices from 1, whatever it keeps', () => {
    expect(logOf(5).newest).toBe(5);
    expect(logOf(5).after(4)).toEqual([{ id: 5, price: { stock: 'ABC', cents: 104 } }]);
  });
});
