import { describe, expect, test } from 'vitest';
import { takenNumbers } from './taken.ts';

describe('takenNumbers', () => {
  test('knows what was taken, what is new and what comes too late', () => {
    const taken = takenNumbers();
    for (const n of [1, 3]) taken.take('phone', n);
    expect([1, 2, 3, 4].map((n) => taken.look('phone', n))).toEqual([
      'taken',
      'late',
      'taken',
      'new',
    ]);
    expect(taken.look('laptop', 1)).toBe('new');
  });

  test('says of a number that it has forgotten that it does not have it', () => {
    const taken = takenNumbers();
    for (let n = 1; n <= 1001; n++) taken.take('phone', n);
    expect([1, 2, 1001].map((n) => taken.look('phone', n))).toEqual(['late', 'taken', 'taken']);
  });

  test('forgets the client that was silent for longest', () => {
    const taken = takenNumbers();
    taken.take('first', 1);
    taken.take('second', 1);
    for (let client = 0; client < 9998; client++) taken.take(`client ${client}`, 1);
    taken.take('first', 2);
    taken.take('one more', 1);
    expect([taken.look('first', 1), taken.look('second', 1)]).toEqual(['taken', 'new']);
  });
});
