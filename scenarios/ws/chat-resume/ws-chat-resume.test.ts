import { play, type TranscriptEvent } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import scenario from './scenario.ts';

async function played(variant: string, seed = 1) {
  const events: TranscriptEvent[] = [];
  const emit = (event: TranscriptEvent) => void events.push(event);
  const { asPredicted } = await play(scenario, { group: 'ws', variant, seed, emit });
  const actual: Record<string, string> = {};
  const broken: string[] = [];
  for (const event of events) {
    if (event.type !== 'check') continue;
    actual[event.id] = event.actual;
    if (!event.holds) broken.push(event.id);
  }
  const cuts = events.filter(
    (event) => event.type === 'fault' && event.fault.kind === 'close-after-bytes',
  );
  const torn = events.filter((event) => event.type === 'message' && event.delivery === 'part');
  return { asPredicted, broken, actual, cuts: cuts.length, torn: torn.length };
}

describe('ws-chat-resume', () => {
  it.each([1, 2, 3])('loses and repeats nothing, seed %i', async (seed) => {
    const { asPredicted, broken, actual, cuts, torn } = await played('resume', seed);
    expect({ asPredicted, broken }).toEqual({ asPredicted: true, broken: [] });
    // 20 rounds of three messages, and the two of before.
    expect(actual['WS-07']).toBe('ada 1-62 ben 1-62 carol 1-62');
    expect(actual['WS-05']).toBe('40000');
    expect(cuts).toBe(20);
    expect(torn).toBeGreaterThanOrEqual(20);
  });

  it.each([
    ['live-only', ['WS-07']],
    ['fire-and-forget', ['WS-08']],
    ['no-deadline', ['WS-05', 'WS-06']],
    ['lock-step', ['WS-09']],
    ['reset-on-open', ['WS-09', 'WS-10']],
  ])('%s breaks %j', async (variant, breaks) => {
    const { asPredicted, broken } = await played(variant);
    expect({ asPredicted, broken }).toEqual({ asPredicted: true, broken: breaks });
  });

  it('in lock-step, the whole crowd comes in the same second', async () => {
    expect((await played('lock-step')).actual['WS-09']).toBe('100');
  });
});
