import type { Card } from '../content/card.ts';
import { type Dialogue, ENTER, type Key } from '../dialogue/index.ts';
import { isRun, type RunEvidence } from '../evidence/evidence.ts';
import type { Kept } from './answer-store.ts';
import { followUpAnswerRows, followUpRows, reasonRows, remarkRows } from './answer-view.ts';
import { show, undoKey } from './open-question.ts';
import { proofLines } from './proof-lines.ts';
import type { Answered } from './reply.ts';
import { type Result, ratingOf } from './result.ts';
import type { QuizRoom } from './room.ts';

/** What came of a card, and what the person wants next. */
export interface After {
  readonly result: Result;
  readonly kept: Kept | undefined;
  readonly wanted: 'next' | 'undo' | 'quit';
}

const next: Key = { key: ENTER, does: 'next', phrase: 'to go on' };
const easy: Key = { key: 'e', does: 'that was easy', phrase: 'if that was easy' };
const quit: Key = { key: 'q', does: 'quit' };

/** Keeps an answer, then says what is right, why, and where to see it. */
export async function afterAnswer(
  card: Card,
  { outcome, feedback }: Answered,
  room: QuizRoom,
): Promise<After> {
  const { dialogue, catalogue } = room;
  const rating = ratingOf(outcome);
  const result = { card, outcome, rating } as const;
  const kept = await room.keep?.(card, rating);
  show(dialogue, feedback);
  if (card.kind === 'recall') {
    const key = await askedNext(card.followUp, dialogue);
    if (key !== ENTER) return { result, kept, wanted: key === 'q' ? 'quit' : 'undo' };
  }
  const read = outcome === 'right' ? undefined : room.read(card);
  const proofs = [
    ...proofLines(card.evidence, await catalogue()),
    ...(read === undefined ? [] : [`Learn it: ${read}`]),
  ];
  show(dialogue, reasonRows(card.explain, proofs, dialogue));
  const key = await playing(card, kept && outcome === 'right' ? [easy] : [], room);
  if (key === undoKey.key) return { result, kept, wanted: 'undo' };
  if (key !== easy.key) return { result, kept, wanted: key === 'q' ? 'quit' : 'next' };
  const instead = kept?.instead('easy');
  show(dialogue, remarkRows(`Easy, then: due again ${instead?.due}.`, dialogue));
  return { result: { ...result, rating: 'easy' }, kept: instead, wanted: 'next' };
}

/** Asks what an interviewer would ask next, and says it once that was thought of. */
async function askedNext(
  followUp: { readonly question: string; readonly answer: string },
  dialogue: Dialogue,
): Promise<string> {
  show(dialogue, followUpRows(followUp.question, dialogue));
  const answer: Key = { key: ENTER, does: 'what to say', phrase: 'to see what to say' };
  const key = (await dialogue.ask([answer, undoKey, quit])) ?? 'q';
  if (key === ENTER) show(dialogue, followUpAnswerRows(followUp.answer, dialogue));
  return key;
}

/** Waits until the person goes on, and plays the evidence as often as `p` is pressed. */
async function playing(
  card: Card,
  more: readonly Key[],
  { dialogue, play }: QuizRoom,
): Promise<string> {
  const runs = card.evidence.filter(isRun);
  const offered = [
    next,
    ...(runs.length > 0 ? [{ key: 'p', does: howPlayed(runs) }] : []),
    ...more,
    undoKey,
    quit,
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
