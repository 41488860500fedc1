import { describe, expect, it } from 'vitest';
import type { Play } from '../../src/content/lesson.ts';
import { provingSigns, reasonFirst, settlingPlay } from '../../src/learn/answering-play.ts';
import { forgetful, gapQuestion, prose, resuming } from './short-lesson.ts';

const sign = { has: ['id: 7'] };
const question = {
  ...gapQuestion,
  evidence: [{ run: 'sse-replay', variant: 'forget', shows: [sign] }, { standard: 'html §9.2.4' }],
};

describe('what proves an answer', () => {
  it('is looked for in the run of the evidence', () => {
    expect(provingSigns([question, forgetful], forgetful)).toEqual([sign]);
  });

  it('is not looked for in another variant', () => {
    expect(provingSigns([question, forgetful, resuming], resuming)).toEqual([]);
  });
});

describe('the run that answers a question', () => {
  const blocks = [question, forgetful, prose('Now the other.'), resuming, prose('So it is.')];

  it('is the one that its evidence names', () => {
    expect(settlingPlay(blocks, question)).toBe(forgetful);
  });

  it('is the part of it with the step that the evidence names', () => {
    const first: Play = { ...forgetful, steps: { from: 'receive', to: 'cut' } };
    const second: Play = { ...forgetful, steps: { from: 'catch-up', to: 'catch-up' } };
    const evidence = [{ run: 'sse-replay', variant: 'forget', step: 'cut' }];
    expect(settlingPlay([first, second], { ...question, evidence })).toBe(first);
  });

  it('is the last of all where a standard alone is named, and none where none is played', () => {
    const evidence = [{ standard: 'html §9.2.4' }];
    expect(settlingPlay(blocks, { ...question, evidence })).toBe(resuming);
    expect(settlingPlay([question], question)).toBeUndefined();
  });
});

describe('the reason', () => {
  it('ends where another paragraph begins, and not where it lists something', () => {
    const spans = [{ text: 'x' }];
    const reason = [
      { kind: 'text', spans },
      { kind: 'item', marker: '-', spans },
    ] as const;
    const beyond = [{ kind: 'text', spans }] as const;
    expect(reasonFirst([...reason, ...beyond])).toEqual([reason, beyond]);
    expect(reasonFirst(reason)).toEqual([reason, []]);
  });
});
