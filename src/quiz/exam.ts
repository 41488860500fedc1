import type { Card } from '../content/card.ts';
import type { Dialogue } from '../dialogue/index.ts';
import { prose, within } from '../dialogue/look.ts';
import type { CatalogueEntry } from '../lab/catalogue/catalogue.ts';
import type { Random } from '../lab/chance/random.ts';
import type { Row } from '../text/spans.ts';
import type { Keep } from './answer-store.ts';
import { reasonRows, remarkRows, skippedRows } from './answer-view.ts';
import { ask } from './asking.ts';
import { show } from './open-question.ts';
import { proofLines } from './proof-lines.ts';
import { type Result, ratingOf } from './result.ts';
import { onceEach } from './round.ts';

/** What an exam needs besides somebody to answer. */
export interface ExamRoom {
  readonly dialogue: Dialogue;
  /** Decides the order of the answers. */
  readonly random: Random;
  readonly catalogue: () => Promise<readonly CatalogueEntry[]>;
  readonly keep: Keep;
}

/** A card of an exam, and what is to be said of the answer at the end. */
export interface Marked extends Result {
  readonly feedback: readonly Row[];
}

/**
 * Asks cards without a word on the answers, each of which is kept before the next card is shown.
 *
 * @throws Left when the person is gone.
 */
export async function examSession(
  cards: readonly Card[],
  { dialogue, random, keep }: ExamRoom,
): Promise<readonly Marked[]> {
  const marked: Marked[] = [];
  const round = onceEach(cards);
  for (let next = round.next(undefined); next; next = round.next(undefined)) {
    const { card, place } = next;
    const reply = await ask(card, { place, random, hints: false }, dialogue);
    if (reply.kind === 'quit') break;
    if (reply.kind !== 'answered') {
      marked.push({ card, outcome: 'skipped', feedback: skippedRows(card, dialogue) });
      continue;
    }
    const outcome = reply.right ? 'right' : 'wrong';
    const rating = ratingOf(outcome);
    await keep(card, rating);
    marked.push({ card, outcome, rating, feedback: reply.feedback });
  }
  return marked;
}

/** What was wrong or skipped, with what is right and why. */
export async function showMissed(
  marked: readonly Marked[],
  { dialogue, catalogue }: Pick<ExamRoom, 'dialogue' | 'catalogue'>,
): Promise<void> {
  const missed = marked.filter(({ outcome }) => outcome !== 'right');
  if (missed.length === 0) return;
  show(dialogue, remarkRows('What you missed:', dialogue));
  for (const { card, feedback } of missed) {
    const proofs = proofLines(card.evidence, await catalogue());
    show(dialogue, [
      ...within(prose(card.question, dialogue, dialogue.plain ? 'plain' : 'strong')),
      ...feedback,
      ...reasonRows(card.explain, proofs, dialogue),
    ]);
  }
}
