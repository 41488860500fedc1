import type { Expectation } from 'apilab';

/**
 * A sentence that begins with a number no larger than `limit`, such as `16 clients in one second`.
 *
 * @param unit what is counted, such as `clients`
 */
export const beginsAtMost = (limit: number, unit = ''): Expectation => ({
  text: limit === 0 ? 'none' : `at most ${limit} ${unit}`.trimEnd(),
  holds: (actual) => typeof actual === 'string' && leadingNumber(actual) <= limit,
});

/** `NaN` if the sentence begins with none, which is no larger and no smaller than anything. */
function leadingNumber(sentence: string): number {
  return Number(/^-?[\d.]+(?= )/.exec(sentence)?.[0] ?? Number.NaN);
}
