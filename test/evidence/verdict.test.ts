import { describe, expect, it } from 'vitest';
import type { RunEvidence } from '../../src/evidence/evidence.ts';
import { playedRuns } from '../../src/evidence/recorded-run.ts';
import { playEvidence } from '../../src/evidence/verdict.ts';

const caughtUp: RunEvidence = { run: 'sse-replay', variant: 'resume', step: 'catch-up' };

async function problemsOf(members: Partial<RunEvidence>): Promise<readonly string[]> {
  return (await playEvidence({ ...caughtUp, ...members })).problems;
}

describe('a run proves', () => {
  it('what it shows in this order, as often as it says', async () => {
    const shows = [
      { from: 'client', has: ['GET /prices', '\nlast-event-id: 3\n'], times: 1 },
      { from: 'prices', has: ['\nid: 4\n'] },
      { from: 'prices', has: ['\nid: 5\n'] },
    ];
    expect(await problemsOf({ shows, never: [{ has: ['\nid: 3\n'] }] })).toEqual([]);
  });

  it('the outcome of a check that is made after the window', async () => {
    expect(await problemsOf({ step: 'receive', check: { 'once-in-order': 'holds' } })).toEqual([]);
  });
});

describe('a run does not prove', () => {
  it('what it does not show', async () => {
    expect(await problemsOf({ shows: [{ has: ['\nid: 1\n'] }] })).toEqual([
      'sse-replay, variant resume, step catch-up: "\\nid: 1\\n" is not seen.',
    ]);
  });

  it('what it shows in another order', async () => {
    const shows = [{ has: ['\nid: 5\n'] }, { has: ['\nid: 4\n'] }];
    expect(await problemsOf({ shows })).toEqual([
      'sse-replay, variant resume, step catch-up: "\\nid: 4\\n" is seen first no later than what is listed before it.',
    ]);
  });

  it('what it shows more or less often', async () => {
    const shows = [{ has: ['\nid: 4\n'], times: 2 }];
    expect(await problemsOf({ shows })).toEqual([
      'sse-replay, variant resume, step catch-up: "\\nid: 4\\n" is seen once, not 2 times.',
    ]);
  });

  it('that something is never seen which is', async () => {
    expect(await problemsOf({ never: [{ has: ['\nid: 4\n'] }] })).toEqual([
      'sse-replay, variant resume, step catch-up: "\\nid: 4\\n" should never be seen, and is once.',
    ]);
  });

  it('another outcome of a check', async () => {
    expect(await problemsOf({ check: { 'once-in-order': 'breaks' } })).toEqual([
      'sse-replay, variant resume, step catch-up: once-in-order holds; it was to be that it breaks.',
    ]);
    const forget = { variant: 'forget', check: { 'once-in-order': 'holds' } } as const;
    expect(await problemsOf(forget)).toHaveLength(1);
  });

  it('a check that nobody makes', async () => {
    expect(await problemsOf({ check: { 'never-made': 'holds' } })).toEqual([
      'sse-replay, variant resume, step catch-up: no check never-made was made.',
    ]);
  });

  it('anything in a step that it does not have', async () => {
    expect(await problemsOf({ step: 'nowhere' })).toEqual([
      'sse-replay, variant resume, step nowhere: there is no step nowhere; there are receive, cut, catch-up, cut-anywhere, too-late, unknown-id, edges.',
    ]);
  });

  it.each([
    [{ run: 'sse-nothing' }, /there is no scenario sse-nothing/],
    [{ variant: 'nothing' }, /sse-replay has no variant nothing/],
    [{ set: { prices: 'many' } }, /prices is a whole number/],
  ])('anything where it cannot be played: %j', async (members, why) => {
    const [problem] = await problemsOf(members);
    expect(problem).toMatch(why);
  });
});

it('a run is played once a process, however many look at it', async () => {
  await problemsOf({});
  const before = playedRuns();
  await Promise.all([problemsOf({ step: 'receive' }), problemsOf({ step: 'cut' }), problemsOf({})]);
  expect(playedRuns()).toBe(before);
});

it('parameters make another run', async () => {
  const sixth = { has: ['\nid: 6\n'] };
  expect(await problemsOf({ set: { prices: '40' }, shows: [sixth] })).toEqual([]);
});
