import { describe, expect, it } from 'vitest';
import { story } from '#test/story';
import { waitsBeforeRetries } from './checks.ts';

const played = await story(import.meta.dirname);

describe('when the API is back', () => {
  it.each(['full', 'equal', 'decorrelated'])('%s jitter is soon through', async (variant) => {
    const { figures } = await played(variant);
    expect(figures['until all succeeded']).toBeLessThan(7);
  });

  it.each(['none', 'clipped'])('%s brings wave after wave', async (variant) => {
    const { figures } = await played(variant);
    expect(figures['peak in 400 ms']).toBe(20);
    expect(figures['refused after its return']).toBe(30);
    expect(figures['until all succeeded']).toBeGreaterThan(11);
  });
});

it('the waits of a client lie between its answers and its next requests', () => {
  const exchange = (connection: number, at: number) =>
    ({ request: { connection, at }, interim: [], answeredAfterMs: 5 }) as never;
  const exchanges = [exchange(1, 0), exchange(2, 0), exchange(1, 105), exchange(1, 310)];
  expect(waitsBeforeRetries(exchanges)).toEqual([
    { n: 0, ms: 100, previousMs: undefined },
    { n: 1, ms: 200, previousMs: 100 },
  ]);
});
