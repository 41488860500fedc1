import type { RecallCard } from '../content/card.ts';
import { type Dialogue, ENTER } from '../dialogue/index.ts';
import { pointsRows, remarkRows, saidRows } from './answer-view.ts';
import { type OpenQuestion, show } from './open-question.ts';
import { noAnswer, numberKeys, type Reply } from './reply.ts';
import { outcomeOf } from './result.ts';

/**
 * Takes an answer in one's own words, thought or written, which is kept nowhere; then the numbers of
 * the points of a good answer that were in it.
 */
export async function takePoints(
  { points }: RecallCard,
  question: OpenQuestion,
  dialogue: Dialogue,
): Promise<Reply> {
  const key = await question.key([
    { key: ENTER, does: 'show the points', phrase: 'to see the points of a good answer' },
    { key: 'a', does: 'write the answer first' },
  ]);
  const none = noAnswer(key);
  if (none) return none;
  if (key === 'a') {
    show(dialogue, [[], ...remarkRows(WRITING, dialogue)]);
    await dialogue.write();
  }
  show(dialogue, pointsRows(points, dialogue));
  const said = new Set<number>();
  for (;;) {
    const told = [...said].sort((a, b) => a - b).join(', ') || 'none';
    const tick = await dialogue.ask([
      ...numberKeys(points.length, 'tick what you said'),
      { key: ENTER, does: `done: ${told} said`, phrase: `if that is all (said: ${told})` },
      { key: 'q', does: 'quit' },
    ]);
    if (tick === undefined || tick === 'q') return { kind: 'quit' };
    if (tick === ENTER) break;
    const number = Number(tick);
    if (!said.delete(number)) said.add(number);
  }
  const outcome = outcomeOf(said.size, points.length, question.hinted);
  return { kind: 'answered', outcome, feedback: saidRows(points, said, outcome, dialogue) };
}

const WRITING =
  'Write as you would say it; an empty line ends it. It stands on this screen and is kept nowhere.';
