import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inSlices } from '../../../src/cli/output/in-slices.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';

const note = (at: number): TranscriptEvent => ({ type: 'note', at, text: '' });

/** Somebody who is slow, in milliseconds an event. */
function slow(ms: number) {
  const taken: number[] = [];
  const take = ({ at }: TranscriptEvent) => {
    const end = performance.now() + ms;
    while (performance.now() < end) {
      // The time that a view takes.
    }
    taken.push(at);
  };
  return { taken, take };
}

test('an event that comes alone is shown at once', () => {
  const { taken, take } = slow(0);
  inSlices(take).take(note(1));
  expect(taken).toEqual([1]);
});

test('many events let others have their turn in between, and keep their order', async () => {
  const { taken, take } = slow(1);
  const slices = inSlices(take);
  for (let at = 0; at < 200; at++) slices.take(note(at));
  // A slice lasts 8 ms, and each event at least one of them.
  expect(taken.length).toBeLessThanOrEqual(10);
  let most = 0;
  while (taken.length < 200) {
    const before = taken.length;
    await nextTurn();
    most = Math.max(most, taken.length - before);
  }
  expect(most).toBeLessThanOrEqual(20);
  expect(taken).toEqual(Array.from({ length: 200 }, (_, at) => at));
});

test('all that waits is handed on at the end', () => {
  const { taken, take } = slow(1);
  const slices = inSlices(take);
  for (let at = 0; at < 50; at++) slices.take(note(at));
  slices.flush();
  expect(taken).toHaveLength(50);
});

test('what waits at the end is handed on in slices, and whoever waits for a second is told', async () => {
  const { taken, take } = slow(10);
  const slices = inSlices(take);
  for (let at = 0; at < 150; at++) slices.take(note(at));
  const told: number[] = [];
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  await slices.drained((left) => told.push(left));
  clearInterval(counting);
  expect(taken).toHaveLength(150);
  expect(turns).toBeGreaterThan(10);
  expect(told).toHaveLength(1);
  expect(told[0]).toBeLessThan(150);
});

test('no more waits than there is room for', () => {
  const { taken, take } = slow(0);
  const slices = inSlices((event) => {
    take(event);
  });
  const until = performance.now() + 20;
  slices.take(note(0));
  while (performance.now() < until) {
    // This turn's time is over.
  }
  for (let at = 1; at <= 150_000; at++) slices.take(note(at));
  expect(taken.length).toBeGreaterThan(50_000 - 1);
  expect(taken.length).toBeLessThan(150_000);
});
