import { expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { summaryJson } from '../../../src/report/summary/json.ts';
import { summaryLines } from '../../../src/report/summary/lines.ts';
import { manyThings } from '../many-things.events.ts';
import { sseReplay } from '../sse-replay.events.ts';
import { written } from '../written.ts';

const names = [
  { id: 'sse-replay', variant: 'resume' },
  { id: 'orders-naive', variant: 'forget' },
];
const options = { width: 80, colour: false, wire: 'brief' } as const;
const lines = (events: readonly TranscriptEvent[]) => written(summaryLines(options, names), events);

test('a run that came out as predicted is one line, with its time', () => {
  const [line, totals] = lines(sseReplay).split('\n');
  expect(line).toMatch(/^ {2}✓ sse-replay {4}resume {2}1 held +212 ms$/);
  expect(totals).toBe('  1 of 1 run came out as predicted · 1 held · seed 1 · 212 ms');
});

test('of one that did not, what failed and what did not break are told below it', () => {
  const text = lines([...sseReplay, ...manyThings]);
  expect(text).toMatch(/✗ orders-naive {2}forget {2}failed · 2 not as predicted/);
  expect(text).toContain('NOT AS PREDICTED: it broke');
  expect(text).toContain('NOT AS PREDICTED: it holds, and this variant must break it');
  expect(text).toContain('✗ failed: step-timeout');
  expect(text).toContain('See it: apilab run orders-naive --variant forget');
  expect(text).toContain('1 of 2 runs came out as predicted');
  expect(text).not.toContain('MUST place the order once');
});

test('no line is wider than the terminal, whatever it is', () => {
  for (const width of [40, 60, 80]) {
    const text = written(summaryLines({ ...options, width }, names), [...sseReplay, ...manyThings]);
    expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
  }
});

test('as an object it has totals, and a verdict for each check', () => {
  const summary: unknown = JSON.parse(written(summaryJson(), [...sseReplay, ...manyThings]));
  expect(summary).toMatchObject({
    schema: 'apilab-summary',
    version: 1,
    asPredicted: false,
    totals: {
      runs: 2,
      runsAsPredicted: 1,
      checks: 4,
      held: 1,
      brokenAsPredicted: 1,
      notAsPredicted: 2,
      failures: 1,
    },
    runs: [
      { id: 'sse-replay', variant: 'resume', kind: 'correct', asPredicted: true },
      {
        id: 'orders-naive',
        variant: 'forget',
        kind: 'naive',
        asPredicted: false,
        checks: [
          { id: 'placed-once', verdict: 'broken-as-predicted' },
          { id: 'wait-named', verdict: 'not-as-predicted' },
          { id: 'all-answered', verdict: 'not-as-predicted' },
        ],
        failures: [{ code: 'step-timeout' }],
      },
    ],
  });
});
