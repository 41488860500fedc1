import type { Card } from '../content/card.ts';
import { type Dialogue, ENTER, type Key } from '../dialogue/index.ts';
import { isRun, type RunEvidence } from '../evidence/evidence.ts';
import type { CatalogueEntry } from '../lab/catalogue/catalogue.ts';
import type { Random } from '../lab/chance/random.ts';
import type { Rating } from '../progress/progress.ts';
import type { Keep } from './answer-store.ts';
import { reasonRows, remarkRows } from './answer-view.ts';
import { ask, type Reply } from './asking.ts';
import { show } from './open-question.ts';
import { proofLines } from './proof-lines.ts';
import { type Outcome, type Result, ratingOf } from './result.ts';
import type { Round } from './round.ts';

/** What a quiz needs besides somebody to answer. */
export interface QuizRoom {
  readonly dialogue: Dialogue;
  /** Decides the order of the answers. */
  readonly random: Random;
  /** Loaded once it is needed: nothing stands before the first card. */
  readonly catalogue: () => Promise<readonly CatalogueEntry[]>;
  /** Keeps an answer; undefined if the schedule is to be left alone. */
  readonly keep: Keep | undefined;
  /** Plays the run that proves an answer; `left` if it was left before its end. */
  readonly play: (evidence: RunEvidence) => Promise<'seen' | 'left'>;
}

/**
 * Asks cards and says at once what is right and why. Each answer is kept before anything else is shown.
 *
 * @returns what came of the cards that were asked
 * @throws Left when the person is gone.
 */
export async function quizSession(round: Round, room: QuizRoom): Promise<readonly Result[]> {
  const { dialogue, random } = room;
  const results: Result[] = [];
  for (;;) {
    const next = round.next(results.at(-1));
    if (next === undefined) return results;
    const { card, place } = next;
    const reply = await ask(card, { place, random, hints: true }, dialogue);
    if (reply.kind === 'quit') return results;
    if (reply.kind === 'skipped') {
      results.push({ card, outcome: 'skipped' });
      continue;
    }
    const after =
      reply.kind === 'answered'
        ? await afterAnswer(card, reply, room)
        : await afterReveal(card, reply, room);
    if (after.result) results.push(after.result);
    if (after.quit) return results;
  }
}

interface After {
  readonly result?: Result;
  readonly quit: boolean;
}

async function afterAnswer(
  card: Card,
  { right, hinted, feedback }: Extract<Reply, { kind: 'answered' }>,
  room: QuizRoom,
): Promise<After> {
  const { dialogue } = room;
  const outcome = right ? (hinted ? 'hinted' : 'right') : 'wrong';
  const rating = ratingOf(outcome);
  const kept = await room.keep?.(card, rating);
  show(dialogue, [...feedback, ...(await reasonOf(card, room))]);
  const easy: Key = { key: 'e', does: 'that was easy', phrase: 'if that was easy' };
  const key = await playing(
    card,
    [{ key: ENTER, does: 'next', phrase: 'to go on' }],
    kept && outcome === 'right' ? [easy] : [],
    room,
  );
  const quit = key === 'q';
  if (key !== easy.key) return { result: { card, outcome, rating }, quit };
  const instead = await kept?.instead('easy');
  show(dialogue, remarkRows(`Easy, then: due again ${instead?.due}.`, dialogue));
  return { result: { card, outcome, rating: 'easy' }, quit };
}

const ownWords: Readonly<Record<string, Rating>> = {
  1: 'again',
  2: 'hard',
  3: 'good',
  4: 'easy',
};

async function afterReveal(
  card: Card,
  { feedback }: Extract<Reply, { kind: 'revealed' }>,
  room: QuizRoom,
): Promise<After> {
  show(room.dialogue, [...feedback, ...(await reasonOf(card, room))]);
  const words = Object.entries(ownWords).map(([key, does]) => ({
    key,
    does,
    phrase: `for ${does}`,
  }));
  const key = await playing(card, words, [], room);
  const rating = ownWords[key];
  if (rating === undefined) return { quit: true };
  await room.keep?.(card, rating);
  const outcome: Outcome = rating === 'again' ? 'wrong' : 'right';
  return { result: { card, outcome, rating }, quit: false };
}

async function reasonOf(card: Card, { catalogue, dialogue }: QuizRoom) {
  return reasonRows(card.explain, proofLines(card.evidence, await catalogue()), dialogue);
}

/** Waits for one of the keys or `q`, and plays the evidence as often as `p` is pressed. */
async function playing(
  card: Card,
  keys: readonly Key[],
  more: readonly Key[],
  { dialogue, play }: QuizRoom,
): Promise<string> {
  const runs = card.evidence.filter(isRun);
  const offered = [
    ...keys,
    ...(runs.length > 0 ? [{ key: 'p', does: howPlayed(runs) }] : []),
    ...more,
    { key: 'q', does: 'quit' },
  ];
  for (;;) {
    const key = await dialogue.ask(offered);
    if (key !== 'p') return key ?? 'q';
    for (const run of runs) {
      const came = await play(run);
      dialogue.say('\n');
      if (came === 'left') break;
    }
  }
}

/** A whole run is long, and pauses before each step. */
function howPlayed(runs: readonly RunEvidence[]): string {
  return runs.some(({ step }) => step === undefined) ? 'play it step by step' : 'play it';
}
