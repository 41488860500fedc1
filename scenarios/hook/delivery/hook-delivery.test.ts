import { play, type TranscriptEvent } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import hookDelivery from './scenario.ts';

async function played(variant: string, seed = 1) {
  const checks: Extract<TranscriptEvent, { type: 'check' }>[] = [];
  const outcome = await play(hookDelivery, {
    group: 'hook',
    variant,
    seed,
    emit: (event) => event.type === 'check' && checks.push(event),
  });
  const broken = checks.filter(({ holds }) => !holds).map(({ id }) => id);
  const actual = (wanted: string) => checks.find(({ id }) => id === wanted)?.actual;
  return { outcome, broken, actual };
}

describe('hook-delivery', () => {
  test('as the standard has it, everything arrives, and takes effect once', async () => {
    const { outcome, broken, actual } = await played('standard');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual([]);
    expect(actual('HOOK-10')).toBe('10 every attempt failed 0');
  });

  test('work before the answer outlasts the patience of the sender: two parcels, then three', async () => {
    const { outcome, broken, actual } = await played('inline');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['HOOK-02', 'HOOK-03', 'HOOK-05', 'HOOK-09']);
    expect(actual('HOOK-02')).toBe('no answer');
    expect(actual('HOOK-03')).toBe('2');
    expect(actual('HOOK-05')).toBe('3');
  });

  test('a signature over the body alone lets a replay pass, with any id and any time', async () => {
    const { outcome, broken, actual } = await played('body-only');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['HOOK-01', 'HOOK-04']);
    expect(actual('HOOK-04')).toBe('401 202 202 202 3 0');
  });

  test('a queue in memory is gone with its process', async () => {
    const { outcome, broken, actual } = await played('in-memory');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['HOOK-08', 'HOOK-09']);
    expect(actual('HOOK-08')).toBe('false false');
  });

  test('wherever between sending and noting the sender is killed, nothing is lost or done twice', async () => {
    for (let seed = 2; seed < 12; seed++) {
      expect((await played('standard', seed)).outcome).toEqual({ asPredicted: true });
    }
  });
});
