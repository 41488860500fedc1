import { describe, expect, it } from 'vitest';
import type { Advice } from '../../src/choose/advice.ts';
import { treePage } from '../../src/choose/page.ts';
import { walk } from '../../src/choose/session.ts';
import { type Question, whichStyle } from '../../src/choose/tree.ts';
import { printed } from '../../src/dialogue/look.ts';
import { scanScenarios } from '../../src/lab/catalogue/catalogue.ts';
import { scriptedDialogue } from '../dialogue/scripted-dialogue.ts';

const catalogue = await scanScenarios();

const shownBy = (id: string) => {
  const entry = catalogue.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`no scenario ${id}`);
  return entry;
};

function leaves(question: Question): readonly Advice[] {
  return question.answers.flatMap(({ leads }) =>
    leads.kind === 'advice' ? [leads] : leaves(leads),
  );
}

describe('the way to an API style', () => {
  it('ends in advice whose scenario can be run, whatever is answered', () => {
    const wanted = leaves(whichStyle).map(({ scenario }) => scenario);
    const known = catalogue.map(({ id }) => id);
    expect(wanted.filter((id) => !known.includes(id))).toEqual([]);
  });

  it('shows every scenario that exists', () => {
    const shown = new Set(leaves(whichStyle).map(({ scenario }) => scenario));
    expect(catalogue.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it('asks at most nine things at once, so that a number key answers', () => {
    const most = (question: Question): number =>
      Math.max(
        question.answers.length,
        ...question.answers.map(({ leads }) => (leads.kind === 'question' ? most(leads) : 0)),
      );
    expect(most(whichStyle)).toBeLessThanOrEqual(9);
  });

  it('leads from answers to advice, and Enter runs its scenario', async () => {
    const dialogue = scriptedDialogue(['2', '1', '\n']);
    expect(await walk(dialogue, whichStyle, shownBy)).toBe('sse-replay');
    expect(dialogue.said()).toContain('See it: apilab run sse-replay');
  });

  it('goes back to the question before', async () => {
    const dialogue = scriptedDialogue(['1', 'b', '2', '4', 'b', 'q']);
    expect(await walk(dialogue, whichStyle, shownBy)).toBeUndefined();
    expect(dialogue.said().match(/Who has something to say\?/g)).toHaveLength(2);
    expect(dialogue.said().match(/Who listens\?/g)).toHaveLength(2);
  });

  it.each([40, 80, 200])('is a page that fits %i columns', (width) => {
    const look = { width, colour: false, plain: false };
    const page = printed(treePage(whichStyle, shownBy, look), look);
    expect(page.split('\n').filter((line) => line.length > width)).toEqual([]);
    for (const { style } of leaves(whichStyle)) expect(page).toContain(style.slice(0, 12));
  });
});
