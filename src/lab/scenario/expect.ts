import { inspect, isDeepStrictEqual } from 'node:util';

/** What a check wants to see. */
export interface Expectation {
  /** In words, such as `at most 25`. */
  readonly text: string;
  holds(actual: unknown): boolean;
}

const isExpectation = (value: unknown): value is Expectation =>
  typeof value === 'object' &&
  value !== null &&
  'holds' in value &&
  typeof value.holds === 'function';

/** Takes a value or an expectation; a value expects to be equalled, members and all. */
export function expectation(expected: unknown): Expectation {
  if (isExpectation(expected)) return expected;
  return {
    text: show(expected),
    holds: (actual) => isDeepStrictEqual(actual, expected),
  };
}

/** A number no larger than `limit`. */
export const atMost = (limit: number): Expectation => ({
  text: `at most ${limit}`,
  holds: (actual) => typeof actual === 'number' && actual <= limit,
});

/** A number no smaller than `limit`. */
export const atLeast = (limit: number): Expectation => ({
  text: `at least ${limit}`,
  holds: (actual) => typeof actual === 'number' && actual >= limit,
});

/** Only values that fulfil the rule, and at least one of them: an empty list proves nothing. */
export const every = <T>(text: string, rule: (item: T) => boolean): Expectation => ({
  text: `each ${text}`,
  holds: (actual) => Array.isArray(actual) && actual.length > 0 && actual.every(rule),
});

/** Shows any value in one short line: texts and lists bare, plain objects as JSON, else as Node does. */
export function show(value: unknown): string {
  return showWithin(value, []);
}

function showWithin(value: unknown, around: readonly unknown[]): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && !around.includes(value)) {
    if (value.length === 0) return 'none';
    return value.map((item) => showWithin(item, [...around, value])).join(' ');
  }
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    if (isJson(value, [])) return JSON.stringify(value);
  } catch {
    // A member threw when it was looked at. Node shows it without looking.
  }
  const line = { breakLength: Number.POSITIVE_INFINITY, compact: true, depth: 4 };
  return inspect(value, line).replaceAll(/\s*\n\s*/g, ' ');
}

/** Whether JSON can say it without leaving anything out: no bigint, `undefined`, `NaN`, map, circle. */
function isJson(value: unknown, around: readonly unknown[]): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || around.includes(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (![Object.prototype, Array.prototype, null].some((plain) => plain === prototype)) return false;
  return Object.values(value).every((member) => isJson(member, [...around, value]));
}
