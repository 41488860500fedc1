import { describe, expect, it } from 'vitest';
import type { Group } from '../src/content/group.ts';
import { contentFindings } from '../src/content/proof/content-findings.ts';
import { cardUnproved, provePart, proveScenario } from '../src/content/proof/prove.ts';
import { recordingsOf } from '../src/content/proof/recordings.ts';
import { findingLine } from '../src/content/written/finding.ts';
import type { ScenarioContent } from '../src/content/written/group-content.ts';
import { type Answered, answerProblems, orderProblems } from '../src/evidence/proof.ts';

/** All runs that evidence names may have to be played first, on a busy machine. */
const timeout = 120_000;

/** The tests of what is written beside a scenario: it keeps the rules, and the wire proves it. */
export function contentTests(content: ScenarioContent, groups: readonly Group[]): void {
  const { entry, chapter, cards, recordings } = content;
  const written = (cards?.cards ?? []).map(({ card }) => card);

  describe(`${entry.id}, what is written of it`, { timeout }, () => {
    it('keeps the rules', async () => {
      expect((await contentFindings(content, groups)).map(findingLine)).toEqual([]);
    });

    it.skipIf(chapter === undefined)('a chapter that the runs prove', async () => {
      if (chapter) expect((await provePart(chapter)).map(findingLine)).toEqual([]);
    });

    it.skipIf(written.length === 0)('cards that the runs prove', async () => {
      const ofCards = await proveScenario({ entry, recordings, ...(cards && { cards }) });
      expect(ofCards.map(findingLine)).toEqual([]);
    });

    it('what its cards show is what the wire shows', async () => {
      expect((await recordingsOf(content)).recordings).toEqual(recordings);
    });
  });

  // What would pass with a wrong key proves nothing: each key is made wrong once.
  describe(`${entry.id}, a wrong key is caught`, { timeout }, () => {
    it.each(signedQuestions(content))('$id: key and distractor swapped', async ({ question }) => {
      const { key, distractors, evidence } = question;
      const [first, ...others] = distractors;
      const swapped = { key: { text: first?.text ?? '' }, distractors: [key, ...others], evidence };
      expect(await answerProblems(swapped)).not.toEqual([]);
    });

    it.each(written.filter((card) => card.kind === 'order'))('$id: items swapped', async (card) => {
      for (const [index, item] of card.items.slice(1).entries()) {
        const former = card.items[index];
        if (former === undefined) continue;
        const items = card.items.with(index, item).with(index + 1, former);
        expect(await orderProblems({ ...card, items })).not.toEqual([]);
      }
    });

    it.each(written.filter((card) => card.kind === 'predict-wire'))(
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
}

/** Every question with options, of cards and chapter, whose key a run shows by its sign. */
function signedQuestions({
  chapter,
  cards,
}: ScenarioContent): readonly { readonly id: string; readonly question: Answered }[] {
  const ofChapter = (chapter?.sections ?? []).flatMap(({ id, blocks }) =>
    blocks.flatMap((block) => (block.kind === 'predict' ? [{ id, question: block }] : [])),
  );
  const ofCards = (cards?.cards ?? []).flatMap(({ card }) =>
    card.kind === 'choice' ? [{ id: card.id, question: card }] : [],
  );
  return [...ofCards, ...ofChapter].filter(({ question }) => question.key.sign !== undefined);
}
