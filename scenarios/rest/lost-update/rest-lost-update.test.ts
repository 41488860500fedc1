import { play, type TranscriptEvent } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import restLostUpdate from './scenario.ts';

async function played(variant: string, set: Readonly<Record<string, string>> = {}) {
  const events: TranscriptEvent[] = [];
  const outcome = await play(restLostUpdate, {
    group: 'rest',
    variant,
    set,
    emit: (event) => events.push(event),
  });
  const broken = events.flatMap((event) =>
    event.type === 'check' && !event.holds ? [event.id] : [],
  );
  const lost = events.flatMap((event) => (event.type === 'figure' ? [event.value] : []));
  return { outcome, broken, lost };
}

describe('rest-lost-update', () => {
  test('with conditions, everybody’s edit is kept', async () => {
    const { outcome, broken, lost } = await played('conditional');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual([]);
    expect(lost).toEqual([0]);
  });

  test('without them, the last of four writes overwrites three', async () => {
    const { outcome, broken, lost } = await played('last-write-wins');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['REST-05', 'REST-06', 'REST-07', 'REST-08', 'REST-09']);
    expect(lost).toEqual([3]);
  });

  test('a look before the work protects from those who came earlier, not from those who come now', async () => {
    const { outcome, broken, lost } = await played('check-first');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['REST-08', 'REST-09']);
    expect(lost).toEqual([3]);
  });

  test('a bare entity tag protects writes, and is no use to caches', async () => {
    const { outcome, broken, lost } = await played('unquoted-etag');
    expect(outcome).toEqual({ asPredicted: true });
    expect(broken).toEqual(['REST-02', 'REST-03']);
    expect(lost).toEqual([0]);
  });

  test('two editors or twenty, none of their edits is lost', async () => {
    for (const editors of ['2', '20']) {
      const { outcome, lost } = await played('conditional', { editors });
      expect(outcome).toEqual({ asPredicted: true });
      expect(lost).toEqual([0]);
    }
  });
});
