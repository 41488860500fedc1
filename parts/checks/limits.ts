import type { Expectation } from 'apilab';

/** A sentence that begins with a number no larger than `limit`, such as `16 clients in one second`. */
export const beginsAtMost = (limit: number): Expectation => ({
  text: `at most ${limit}`,
  holds: (actual) => typeof actual === 'string' && leadingNumber(actual) <= limit,
});

/** `NaN` if the sentence begins with none, which is no larger and no smaller than anything. */
function leadingNumber(sentence: string): number {
  return Number(/^-?[\d.]+(?= )/.exec(sentence)?.[0] ?? Number.NaN);
}
