import { seededRandom } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import { retryAfterMs, SCHEDULE, waitAfter } from './retry-schedule.ts';

const random = seededRandom(1);
const now = new Date('2026-01-05T09:00:00Z');

describe('the wait before a retry', () => {
  test('is as planned, and up to a tenth longer', () => {
    for (let failures = 1; failures < SCHEDULE.length; failures++) {
      const planned = SCHEDULE[failures] ?? 0;
      const waits = Array.from({ length: 50 }, () => waitAfter(failures, { random }) ?? 0);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(planned);
      expect(Math.max(...waits)).toBeLessThanOrEqual(planned * 1.1);
      expect(new Set(waits).size).toBeGreaterThan(10);
    }
  });

  test('ends with the tenth attempt, three days after the first', () => {
    expect(waitAfter(10, { random })).toBeUndefined();
    const planned = SCHEDULE.reduce((sum, wait) => sum + wait, 0);
    expect(planned).toBe(((75 * 60 + 35) * 60 + 5) * 1000);
  });

  test('is longer where Retry-After asks for it, and never shorter than planned', () => {
    expect(waitAfter(1, { retryAfterMs: 60_000, random })).toBeGreaterThanOrEqual(60_000);
    expect(waitAfter(3, { retryAfterMs: 1000, random })).toBeGreaterThanOrEqual(30 * 60_000);
  });
});

describe('Retry-After', () => {
  test.each([
    ['absent', null, 0],
    ['seconds', '120', 120_000],
    ['a date', 'Mon, 05 Jan 2026 09:02:00 GMT', 120_000],
    ['a date that is past', 'Mon, 05 Jan 2026 08:00:00 GMT', 0],
    ['neither', 'soon', 0],
  ])('that is %s', (_, value, ms) => {
    expect(retryAfterMs(value, now)).toBe(ms);
  });
});
