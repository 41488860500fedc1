import { describe, expect, it } from 'vitest';
import { atLeast, atMost, every, expectation, show } from '../../../src/lab/scenario/expect.ts';

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

  it('show what JSON cannot say, and never throw', () => {
    const ring: { a: number; self?: object } = { a: 1 };
    ring.self = ring;
    const list: unknown[] = [1];
    list.push(list);
    expect(show([1n, Number.NaN, -0])).toBe('1n NaN -0');
    expect(show({ a: 1n })).toBe('{ a: 1n }');
    expect(show({ a: undefined })).toBe('{ a: undefined }');
    expect(show(new Map([['a', 1]]))).toBe("Map(1) { 'a' => 1 }");
    expect(show(ring)).toBe('<ref *1> { a: 1, self: [Circular *1] }');
    expect(show(list)).toBe('1 <ref *1> [ 1, [Circular *1] ]');
    expect(show(new TypeError('no'))).toBe('TypeError: no');
    const trap = {
      get a() {
        throw new Error('do not look');
      },
    };
    expect(show(trap)).toBe('{ a: [Getter] }');
    expect(expectation(ring).holds(ring)).toBe(true);
  });
});
