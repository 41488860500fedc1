import { play, type TranscriptEvent } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import idempotentReplay from './scenario.ts';

async function played(variant: string, set: Readonly<Record<string, string>> = {}) {
  const events: TranscriptEvent[] = [];
  const outcome = await play(idempotentReplay, {
    group: 'idem',
    variant,
    set,
    emit: (event) => events.push(event),
  });
  const broken = events.flatMap((event) =>
    event.type === 'check' && !event.holds ? [event.id] : [],
  );
  const figures = Object.fromEntries(
    events.flatMap((event) => (event.type === 'figure' ? [[event.name, event.value]] : [])),
  );
  return { outcome, broken, figures };
}

describe('idempotent-replay', () => {
  test('with keys, three orders are placed however often each of them is sent', async () => {
    const { outcome, broken, figures } = await played('key');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual([]);
    expect(figures).toEqual({ placed: 3, charged: 3 });
  });

  test('without keys, every request that arrives is an order', async () => {
    const { outcome, broken, figures } = await played('no-key');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toHaveLength(7);
    expect(figures).toEqual({ placed: 18, charged: 18 });
  });

  test('looking before inserting is enough for retries, and no protection in a race', async () => {
    const { outcome, broken, figures } = await played('check-then-insert');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['IDEM-05', 'IDEM-06', 'IDEM-07']);
    expect(figures).toEqual({ placed: 13, charged: 13 });
  });

  test('one rival wins, however many there are', async () => {
    for (const rivals of ['2', '50']) {
      const { outcome, figures } = await played('key', { rivals });
      expect(outcome).toEqual({ asPredicted: true });
      expect(figures).toEqual({ placed: 3, charged: 3 });
    }
  });
});
