import { describe, expect, it } from 'vitest';
import { atLeast, atMost, every, expectation, show } from '../../src/lab/expect.ts';

describe('expectations', () => {
  it('a value expects to be equalled, members and all', () => {
    expect(expectation([1, 2]).holds([1, 2])).toBe(true);
    expect(expectation([1, 2]).holds([1])).toBe(false);
    expect(expectation([1]).holds(['1'])).toBe(false);
  });

  it('at most and at least want a number', () => {
    expect(atMost(3).holds(3)).toBe(true);
    expect(atMost(3).holds(4)).toBe(false);
    expect(atMost(3).holds(undefined)).toBe(false);
    expect(atLeast(3).holds(3)).toBe(true);
    expect(atLeast(3).holds(Number.NaN)).toBe(false);
  });

  it('an empty list proves nothing', () => {
    const even = every<number>('even', (n) => n % 2 === 0);
    expect(even.holds([2, 4])).toBe(true);
    expect(even.holds([2, 3])).toBe(false);
    expect(even.holds([])).toBe(false);
  });

  it('show themselves in one line', () => {
    expect(show([1, 2, 3])).toBe('1 2 3');
    expect(show([])).toBe('none');
    expect(show(undefined)).toBe('undefined');
    expect(show({ a: 1 })).toBe('{"a":1}');
    expect(atMost(25).text).toBe('at most 25');
  });
});
