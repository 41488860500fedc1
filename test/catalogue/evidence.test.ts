import { describe, expect, it } from 'vitest';
import { cardUnproved, proveContent } from '../../src/content/proof/prove.ts';
import { groupsOf, readContent } from '../../src/content/written/group-content.ts';
import { answerProblems, orderProblems } from '../../src/evidence/proof.ts';
import { catalogue } from './every-scenario.ts';

const contents = await readContent(groupsOf(catalogue), catalogue);

/** Every question with options, of cards and lessons, whose key a run shows by its sign. */
const signed = contents.flatMap(({ group, cards = [], lesson }) => {
  const predicts = (lesson?.lesson.sections ?? []).flatMap(({ id, blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'predict' ? [{ id: `${group} lesson, ${id}`, question: block }] : [],
    ),
  );
  const choices = cards.flatMap(({ card }) =>
    card.kind === 'choice' ? [{ id: card.id, question: card }] : [],
  );
  return [...choices, ...predicts].filter(({ question }) => question.key.sign !== undefined);
});
const placed = contents.flatMap(({ cards = [] }) => cards.map(({ card }) => card));

/** All runs of a group may have to be played first, on a busy machine. */
const timeout = 300_000;

describe('lessons and cards', { timeout }, () => {
  it.each(contents)('$group keep the rules', ({ findings }) => {
    expect(findings).toEqual([]);
  });

  it.each(contents)('$group are proved by the runs they name', async (content) => {
    expect(await proveContent(content)).toEqual([]);
  });
});

// What would pass with a wrong key proves nothing: each key is made wrong once.
describe('a wrong key would be caught', { timeout }, () => {
  it.each(signed)('$id: key and distractor swapped', async ({ question }) => {
    const { key, distractors, evidence } = question;
    const [first, ...others] = distractors;
    const swapped = { key: { text: first?.text ?? '' }, distractors: [key, ...others], evidence };
    expect(await answerProblems(swapped)).not.toEqual([]);
  });

  it.each(placed.filter((card) => card.kind === 'order'))('$id: items swapped', async (card) => {
    for (const [index, item] of card.items.slice(1).entries()) {
      const former = card.items[index];
      if (former === undefined) continue;
      const items = card.items.with(index, item).with(index + 1, former);
      expect(await orderProblems({ ...card, items })).not.toEqual([]);
    }
  });

  it.each(placed.filter((card) => card.kind === 'predict-wire'))(
    '$id: something else behind the mask',
    async (card) => {
      for (const { text } of card.distractors) {
        const exchange = card.exchange.map((part) =>
          part.mask === undefined ? part : { ...part, mask: text },
        );
        expect(await cardUnproved({ ...card, exchange })).not.toEqual([]);
      }
    },
  );
});
