import { describe, expect, it } from 'vitest';
import { treePage } from '../../src/choose/page.ts';
import { walk } from '../../src/choose/session.ts';
import type { Advice, Question } from '../../src/content/choice.ts';
import { readChoice } from '../../src/content/stored-choice.ts';
import { sentenceChooser } from '../../src/dialogue/index.ts';
import { printed } from '../../src/dialogue/look.ts';
import { scriptedDialogue } from '../dialogue/scripted-dialogue.ts';

const whichStyle = await readChoice();

const shownBy = (id: string) => ({ id, title: 'A title', standard: 'no standard' });

function leaves(question: Question): readonly Advice[] {
  return question.answers.flatMap(({ leads }) =>
    leads.kind === 'advice' ? [leads] : leaves(leads),
  );
}

describe('the way to an API style', () => {
  it('leads from answers to advice, and on to its scenario', async () => {
    const dialogue = scriptedDialogue(['2', '1', '1']);
    expect(await walk(sentenceChooser(dialogue), whichStyle, shownBy)).toBe('sse-replay');
    expect(dialogue.said()).toContain('See it: apilab run sse-replay');
  });

  it('goes back to the question before', async () => {
    const dialogue = scriptedDialogue(['1', 'b', '2', '4', 'b', 'q']);
    expect(await walk(sentenceChooser(dialogue), whichStyle, shownBy)).toBeUndefined();
    expect(dialogue.said().match(/Who has something to say\?/g)).toHaveLength(2);
    expect(dialogue.said().match(/Who listens\?/g)).toHaveLength(2);
  });

  it('says at which step to look, unless another scenario stands in', async () => {
    const polling = ['2', '3', 'q'];
    const meant = scriptedDialogue(polling);
    await walk(sentenceChooser(meant), whichStyle, shownBy);
    expect(meant.said()).toMatch(/See it: apilab run \S+ --step \S+/);
    const another = scriptedDialogue(polling);
    await walk(sentenceChooser(another), whichStyle, () => shownBy('rest-something-else'));
    expect(another.said()).toMatch(/See it: apilab run rest-something-else\n/);
  });

  it.each([40, 80, 200])('is a page that fits %i columns', (width) => {
    const look = { width, colour: false, plain: false };
    const page = printed(treePage(whichStyle, shownBy, look), look);
    expect(page.split('\n').filter((line) => line.length > width)).toEqual([]);
    for (const { style } of leaves(whichStyle)) expect(page).toContain(style.slice(0, 12));
  });
});
