import { play, type TranscriptEvent } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import scenario from './scenario.ts';

async function played(variant: string) {
  const events: TranscriptEvent[] = [];
  const emit = (event: TranscriptEvent) => void events.push(event);
  const { asPredicted } = await play(scenario, { group: 'res', variant, emit });
  const figures = events.flatMap((event) => (event.type === 'figure' ? [event.value] : []));
  const [peak = Number.NaN, seconds = Number.NaN, refused = Number.NaN] = figures;
  const broken = events.flatMap((event) =>
    event.type === 'check' && !event.holds ? [event.id] : [],
  );
  return { asPredicted, broken, peak, seconds, refused };
}

describe('retry-jitter', () => {
  it.each(['full', 'equal', 'decorrelated'])(
    '%s jitter spreads a hundred clients',
    async (variant) => {
      const { asPredicted, broken, peak, seconds } = await played(variant);
      expect({ asPredicted, broken }).toEqual({ asPredicted: true, broken: [] });
      expect(peak).toBeLessThanOrEqual(46);
      expect(seconds).toBeLessThan(7);
    },
  );

  it.each(['none', 'clipped'])('%s brings them all at once', async (variant) => {
    const run = await played(variant);
    expect(run).toMatchObject({ asPredicted: true, broken: ['RES-01'], peak: 100, refused: 150 });
    expect(run.seconds).toBeGreaterThan(11);
  });

  it('blanket orders twice and comes too early', async () => {
    const { asPredicted, broken } = await played('blanket');
    expect({ asPredicted, broken }).toEqual({ asPredicted: true, broken: ['RES-04', 'RES-06'] });
  });
});
