import type { Card } from '../content/card.ts';
import { type Dialogue, ENTER } from '../dialogue/index.ts';
import { prose, within } from '../dialogue/look.ts';
import type { CatalogueEntry } from '../lab/catalogue/catalogue.ts';
import type { Random } from '../lab/chance/random.ts';
import type { Row } from '../text/spans.ts';
import type { Keep, Kept } from './answer-store.ts';
import { reasonRows, remarkRows, skippedRows } from './answer-view.ts';
import { ask } from './asking.ts';
import { show, undoKey } from './open-question.ts';
import { proofLines } from './proof-lines.ts';
import { type Result, ratingOf } from './result.ts';
import { type Asked, onceEach } from './round.ts';

/** What an exam needs besides somebody to answer. */
export interface ExamRoom {
  readonly dialogue: Dialogue;
  /** Decides the order of the answers. */
  readonly random: Random;
  readonly catalogue: () => Promise<readonly CatalogueEntry[]>;
  /** Where a card can be read up: a command; undefined if no lesson tells it. */
  readonly read: (card: Card) => string | undefined;
  readonly keep: Keep;
}

/** A card of an exam, and what is to be said of the answer at the end. */
export interface Marked extends Result {
  readonly feedback: readonly Row[];
}

/** A card that was answered, and how that is taken back. */
interface Given {
  readonly asked: Asked;
  readonly marked: Marked;
  readonly kept: Kept | undefined;
}

/**
 * Asks cards without a word on the answers, each of which is kept before the next card is shown and
 * can be taken back from there.
 *
 * @throws Left when the person is gone.
 */
export async function examSession(
  cards: readonly Card[],
  room: Omit<ExamRoom, 'catalogue' | 'read'>,
): Promise<readonly Marked[]> {
  const round = onceEach(cards);
  return markedSession(() => round.next(), room);
}

/**
 * The same to find out what is not known: each card is decided when it comes, by what was answered
 * before, and who does not know is taken at their word, so that the card comes again.
 *
 * @param pick the next card; undefined at the end
 */
export async function diagnosisSession(
  pick: (before: readonly Marked[]) => Asked | undefined,
  room: Omit<ExamRoom, 'catalogue' | 'read'>,
): Promise<readonly Marked[]> {
  return markedSession(pick, room, { skip: 'do not know' });
}

async function markedSession(
  pick: (before: readonly Marked[]) => Asked | undefined,
  { dialogue, random, keep }: Omit<ExamRoom, 'catalogue' | 'read'>,
  unknown?: { readonly skip: string },
): Promise<readonly Marked[]> {
  const given: Given[] = [];
  const all = () => given.map(({ marked }) => marked);
  /** Cards that wait until one before them is answered again. */
  const waiting: Asked[] = [];
  const takeBack = () => {
    const last = given.pop();
    last?.kept?.undo();
    if (last) waiting.push(last.asked);
  };
  for (;;) {
    const asked = waiting.pop() ?? pick(all());
    if (asked === undefined) {
      if (
        given.length === 0 ||
        !(await isTakenBack(dialogue, unknown ? 'the plan' : 'the report'))
      ) {
        break;
      }
      takeBack();
      continue;
    }
    const { card, place } = asked;
    const manner = { place, random, hints: false, undo: given.length > 0, ...unknown };
    const reply = await ask(card, manner, dialogue);
    if (reply.kind === 'quit') break;
    if (reply.kind === 'undo') {
      waiting.push(asked);
      takeBack();
    } else if (reply.kind === 'skipped') {
      const marked = { card, outcome: 'skipped', feedback: skippedRows(card, dialogue) } as const;
      given.push({ asked, marked, kept: unknown && (await keep(card, 'again')) });
    } else {
      const { outcome, feedback } = reply;
      const rating = ratingOf(outcome);
      const kept = await keep(card, rating);
      given.push({ asked, marked: { card, outcome, rating, feedback }, kept });
    }
  }
  return all();
}

/** Before what comes at the end the last answer can be taken back too. */
async function isTakenBack(dialogue: Dialogue, end: string): Promise<boolean> {
  show(dialogue, [[]]);
  const key = await dialogue.ask([{ key: ENTER, does: end, phrase: `for ${end}` }, undoKey]);
  return key === undoKey.key;
}

/** What was wrong or skipped, with what is right and why. */
export async function showMissed(
  marked: readonly Marked[],
  { dialogue, catalogue, read }: Pick<ExamRoom, 'dialogue' | 'catalogue' | 'read'>,
): Promise<void> {
  const missed = marked.filter(({ outcome }) => outcome !== 'right');
  if (missed.length === 0) return;
  show(dialogue, remarkRows('What you missed:', dialogue));
  for (const { card, feedback } of missed) {
    const command = read(card);
    const proofs = [
      ...proofLines(card.evidence, await catalogue()),
      ...(command === undefined ? [] : [`Learn it: ${command}`]),
    ];
    show(dialogue, [
      ...within(prose(card.question, dialogue, dialogue.plain ? 'plain' : 'strong')),
      ...feedback,
      ...reasonRows(card.explain, proofs, dialogue),
    ]);
  }
}
