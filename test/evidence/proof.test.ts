import { describe, expect, it } from 'vitest';
import { answerProblems, evidenceProblems, orderProblems } from '../../src/evidence/proof.ts';

const evidence = [
  { standard: 'html §9.2.4' },
  { run: 'sse-replay', variant: 'resume', step: 'catch-up' },
];
const four = { text: 'Event 4', sign: { from: 'prices', has: ['\nid: 4\n'] } };
const one = { text: 'Event 1', sign: { from: 'prices', has: ['\nid: 1\n'] } };

describe('the key of a question', () => {
  it('is proved where its sign is seen and that of no distractor', async () => {
    expect(await answerProblems({ key: four, distractors: [one], evidence })).toEqual([]);
  });

  it('is refuted where key and distractor are swapped', async () => {
    expect(await answerProblems({ key: one, distractors: [four], evidence })).toEqual([
      `sse-replay, variant resume, step catch-up: the key 'Event 1' is not seen there: "\\nid: 1\\n" from prices.`,
      `sse-replay, variant resume, step catch-up: the distractor 'Event 4' is seen there: "\\nid: 4\\n" from prices.`,
    ]);
  });

  it('is refuted where it has no sign and a distractor is seen', async () => {
    const unsigned = { text: 'Event 3' };
    expect(await answerProblems({ key: unsigned, distractors: [four], evidence })).toHaveLength(1);
  });

  it('is looked for in the first run alone', async () => {
    const both = [...evidence, { run: 'sse-replay', variant: 'resume', step: 'receive' }];
    expect(await answerProblems({ key: one, distractors: [], evidence: both })).toHaveLength(1);
  });
});

describe('an order', () => {
  const asks = { text: 'asks', sign: { from: 'client', has: ['last-event-id: 3'] } };
  const five = { text: 'Event 5', sign: { has: ['\nid: 5\n'] } };

  it('is proved where each item is seen first after the one before', async () => {
    expect(await orderProblems({ items: [asks, four, five], evidence })).toEqual([]);
  });

  it('is refuted where two items are swapped', async () => {
    expect(await orderProblems({ items: [asks, five, four], evidence })).toEqual([
      "sse-replay, variant resume, step catch-up: 'Event 4' is not seen later than 'Event 5'.",
    ]);
  });

  it('is refuted where one event is two items', async () => {
    const again = { text: 'asks once more', sign: { from: 'client', has: ['GET /prices'] } };
    expect(await orderProblems({ items: [asks, again], evidence })).toHaveLength(1);
  });

  it('is refuted where an item is not seen', async () => {
    expect(await orderProblems({ items: [one, asks, four], evidence })).toEqual([
      `sse-replay, variant resume, step catch-up: 'Event 1' is not seen there: "\\nid: 1\\n" from prices.`,
    ]);
  });
});

it('every run of the evidence is looked at', async () => {
  const wrong = { ...evidence[1], run: 'sse-replay', variant: 'forget', step: 'nowhere' };
  expect(await evidenceProblems([...evidence, wrong])).toHaveLength(1);
});
