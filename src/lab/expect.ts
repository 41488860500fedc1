import { isDeepStrictEqual } from 'node:util';

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

/** Shows a value in one short line. */
export function show(value: unknown): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    return value.map(show).join(' ');
  }
  if (typeof value === 'string') return value;
  return JSON.stringify(value) ?? String(value);
}
