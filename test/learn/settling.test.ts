import { describe, expect, it } from 'vitest';
import { provingSigns, reasonFirst, saysWhy } from '../../src/learn/settling.ts';
import { forgetful, gapQuestion, prose, resuming } from './short-lesson.ts';

const sign = { has: ['id: 7'] };
const question = {
  ...gapQuestion,
  evidence: [
    { run: 'sse-replay', variant: 'forget', shows: [sign] },
    { standard: 'HTML Standard §9.2.4' },
  ],
};

describe('what proves an answer', () => {
  it('is looked for in the run of the evidence', () => {
    expect(provingSigns([question, forgetful], forgetful)).toEqual([sign]);
  });

  it('is not looked for in another variant', () => {
    expect(provingSigns([question, forgetful, resuming], resuming)).toEqual([]);
  });
});

describe('the text that says why', () => {
  const blocks = [question, forgetful, prose('Now the other.'), resuming, prose('So it is.')];

  it('comes behind the last run', () => {
    expect(blocks.map((_, index) => saysWhy(blocks, index))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

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
