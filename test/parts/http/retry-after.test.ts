import { retryAfterMs } from 'apilab/parts/http/retry-after';
import { expect, it } from 'vitest';

const now = new Date('2026-01-01T00:00:00.250Z');

it.each([
  ['0', 0],
  ['120', 120_000],
  [' 7 ', 7000],
  ['Thu, 01 Jan 2026 00:00:03 GMT', 2750],
  ['Thursday, 01-Jan-26 00:00:03 GMT', 2750],
  ['Thu Jan  1 00:00:03 2026', 2750],
])('reads %j', (field, ms) => {
  expect(retryAfterMs(field, now)).toBe(ms);
});

it('waits no more for what is past', () => {
  expect(retryAfterMs('Sun, 06 Nov 1994 08:49:37 GMT', now)).toBe(0);
  // More than 50 years ahead would be 2094: it is 1994 (RFC 9110 §5.6.7).
  expect(retryAfterMs('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(0);
});

it.each([
  null,
  undefined,
  '',
  'soon',
  'soon 5',
  '1.5',
  '-3',
  '3, 5',
  '2026-01-01T00:00:03Z',
  'Thu, 01 Jan 2026 00:00:03 UTC',
  'Thu, 1 Jan 2026 00:00:03 GMT',
  'Mon, 31 Feb 2026 00:00:03 GMT',
  'Thu, 00 Jan 2026 00:00:03 GMT',
  'Thu, 01 Jan 2026 24:00:00 GMT',
])('is undefined for %j', (field) => {
  expect(retryAfterMs(field, now)).toBeUndefined();
});

it('stays a number, however much is asked', () => {
  expect(retryAfterMs('9'.repeat(400), now)).toBe(Number.MAX_SAFE_INTEGER);
});
