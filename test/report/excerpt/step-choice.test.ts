import { expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { excerptOf, readStepChoice } from '../../../src/report/excerpt/step-choice.ts';
import { scenario } from '../sse-replay.events.ts';

const ids = ['receive', 'cut', 'catch-up', 'too-late', 'edges'];
const run: readonly TranscriptEvent[] = [
  scenario(),
  ...ids.flatMap((id, index): readonly TranscriptEvent[] => [
    { type: 'step', at: index, step: index + 1, id, title: id },
    { type: 'note', at: index, text: `in ${id}` },
  ]),
];

/** The steps whose notes are told. */
function told(typed: string): readonly string[] {
  const excerpt = excerptOf(readStepChoice(typed) ?? []);
  return run
    .filter((event) => excerpt.takes(event))
    .flatMap((event) => (event.type === 'note' ? [event.text.slice(3)] : []));
}

test.each([
  ['2', ['cut']],
  ['1-3', ['receive', 'cut', 'catch-up']],
  ['1,3-4', ['receive', 'catch-up', 'too-late']],
  ['cut', ['cut']],
  ['catch-up', ['catch-up']],
  ['cut,catch-up', ['cut', 'catch-up']],
  ['receive..catch-up', ['receive', 'cut', 'catch-up']],
  ['2..catch-up,5', ['cut', 'catch-up', 'edges']],
])('%s', (typed, steps) => {
  expect(told(typed)).toEqual(steps);
});

test.each(['', '0', '3-1', '1-', 'a..b..c', 'Cut', '1..', '-2', '1 2', '1,,2'])(
  '%s is no choice of steps',
  (typed) => {
    expect(readStepChoice(typed)).toBeUndefined();
  },
);

test('names that no step has are known, and so is a range that ends before it begins', () => {
  const excerpt = excerptOf(readStepChoice('cut..nap,9') ?? []);
  for (const event of run) excerpt.takes(event);
  expect(excerpt.missing()).toEqual(['nap', 9]);
  const backwards = excerptOf(readStepChoice('edges..cut') ?? []);
  for (const event of run) backwards.takes(event);
  expect(backwards.backwards()).toEqual({ from: 'edges', to: 'cut' });
});

test('each scenario of a transcript begins anew', () => {
  const excerpt = excerptOf(readStepChoice('cut') ?? []);
  const twice = [...run, ...run].filter((event) => excerpt.takes(event));
  expect(twice.map(({ type }) => type)).toEqual([0, 1].flatMap(() => ['scenario', 'step', 'note']));
});
