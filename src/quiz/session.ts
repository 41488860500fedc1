import type { Dialogue } from '../dialogue/index.ts';
import { afterAnswer } from './after-answer.ts';
import type { Kept } from './answer-store.ts';
import { remarkRows } from './answer-view.ts';
import { ask } from './asking.ts';
import { show } from './open-question.ts';
import type { Result } from './result.ts';
import type { QuizRoom } from './room.ts';
import type { Asked, Round } from './round.ts';

/** A card that was asked, what came of it, and how that is taken back. */
interface Answered {
  readonly asked: Asked;
  readonly result: Result;
  readonly kept: Kept | undefined;
}

/**
 * Asks cards and says at once what is right and why. Each answer is kept before anything else is
 * shown, and can be taken back until the one after it.
 *
 * @returns what came of the cards that were asked
 * @throws Left when the person is gone.
 */
export async function quizSession(round: Round, room: QuizRoom): Promise<readonly Result[]> {
  const { dialogue, random } = room;
  const answered: Answered[] = [];
  const results = () => answered.map(({ result }) => result);
  /** Cards that were asked and have to wait until one before them is answered again. */
  const waiting: Asked[] = [];
  for (let asked = round.next(); asked; asked = waiting.pop() ?? round.next()) {
    const { card, place } = asked;
    const manner = { place, random, hints: true, undo: answered.length > 0 };
    const reply = await ask(card, manner, dialogue);
    if (reply.kind === 'quit') return results();
    if (reply.kind === 'undo') {
      waiting.push(asked, ...takenBack(answered.pop(), round, dialogue));
      continue;
    }
    if (reply.kind === 'skipped') {
      const result = { card, outcome: 'skipped' } as const;
      answered.push({ asked, result, kept: undefined });
      continue;
    }
    const after = await afterAnswer(card, reply, room);
    round.take(after.result);
    answered.push({ asked, result: after.result, kept: after.kept });
    if (after.wanted === 'quit') return results();
    if (after.wanted === 'undo') waiting.push(...takenBack(answered.pop(), round, dialogue));
  }
  return results();
}

/** Takes an answer back, and gives the card that is asked again. */
function takenBack(last: Answered | undefined, round: Round, dialogue: Dialogue): readonly Asked[] {
  if (last === undefined) return [];
  const isUndone = last.kept?.undo() ?? true;
  round.takeBack(last.result);
  const told = isUndone
    ? 'Taken back. The card is asked again.'
    : 'It was answered in another terminal since, and that stays. The card is asked again.';
  show(dialogue, [[], ...remarkRows(told, dialogue)]);
  return [last.asked];
}
