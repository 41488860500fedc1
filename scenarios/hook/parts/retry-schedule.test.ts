import { seededRandom } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import { SCHEDULE, waitBySchedule } from './retry-schedule.ts';

const random = seededRandom(1);
const waitAfter = (failures: number, retryAfterMs = 0) =>
  waitBySchedule({ failures, retryAfterMs, random });

describe('the wait before a retry', () => {
  test('is as planned, and up to a tenth longer', () => {
    for (let failures = 1; failures < SCHEDULE.length; failures++) {
      const planned = SCHEDULE[failures] ?? 0;
      const waits = Array.from({ length: 50 }, () => waitAfter(failures) ?? 0);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(planned);
      expect(Math.max(...waits)).toBeLessThanOrEqual(planned * 1.1);
      expect(new Set(waits).size).toBeGreaterThan(10);
    }
  });

  test('ends with the tenth attempt, three days after the first', () => {
    expect(waitAfter(10)).toBeUndefined();
    const planned = SCHEDULE.reduce((sum, wait) => sum + wait, 0);
    expect(planned).toBe(((75 * 60 + 35) * 60 + 5) * 1000);
  });

  test('is longer if Retry-After asks for it, and never shorter than planned', () => {
    expect(waitAfter(1, 60_000)).toBeGreaterThanOrEqual(60_000);
    expect(waitAfter(3, 1000)).toBeGreaterThanOrEqual(30 * 60_000);
  });

  test('is no more than a day and a tenth, whatever Retry-After asks for', () => {
    expect(waitAfter(1, Number.MAX_SAFE_INTEGER)).toBeLessThanOrEqual(26.4 * 3600 * 1000);
  });
});
