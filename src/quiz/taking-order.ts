import type { OrderItem } from '../content/card.ts';
import { type Dialogue, ENTER, type Key } from '../dialogue/index.ts';
import { inlineCode } from '../dialogue/inline-code.ts';
import { type Look, labelled, within } from '../dialogue/look.ts';
import { type Row, span } from '../text/spans.ts';
import { orderedRows } from './answer-view.ts';
import { numbered } from './card-look.ts';
import { type OpenQuestion, show } from './open-question.ts';
import { answerOutcome, noAnswer, numberKeys, type Reply } from './reply.ts';

/** Takes the numbers of the items one after the other; the last one needs no key. */
export async function takeOrder(
  inOrder: readonly OrderItem[],
  shown: readonly OrderItem[],
  question: OpenQuestion,
  dialogue: Dialogue,
): Promise<Reply> {
  const given: number[] = [];
  const back: Key = { key: 'u', does: 'take one back' };
  for (;;) {
    const which = given.length === 0 ? 'comes first' : 'comes next';
    const rest = numberKeys(shown.length, which, `for what ${which}`).filter(
      ({ key }) => !given.includes(Number(key)),
    );
    const isComplete = rest.length === 1;
    const order = isComplete ? [...given, Number(rest[0]?.key)] : given;
    if (order.length > 0) show(dialogue, pickedRows(shown, order, isComplete, dialogue));
    const key = await question.key([
      ...(isComplete ? [{ key: ENTER, does: 'that is it', phrase: 'if that is it' }] : rest),
      ...(given.length > 0 ? [back] : []),
    ]);
    if (key === ENTER) {
      const isRight = order.every((number, index) => shown[number - 1] === inOrder[index]);
      return {
        kind: 'answered',
        outcome: answerOutcome(isRight, question.hinted),
        feedback: orderedRows(shown, inOrder, order, dialogue),
      };
    }
    if (key === back.key && given.length > 0) {
      given.pop();
      continue;
    }
    const none = noAnswer(key);
    if (none) return none;
    given.push(Number(key));
  }
}

/** The items that were picked so far, in the order in which they were. */
function pickedRows(
  shown: readonly OrderItem[],
  order: readonly number[],
  isComplete: boolean,
  look: Look,
): readonly Row[] {
  return within([
    [],
    [span(isComplete ? 'Your order:' : 'So far:', 'dim')],
    ...order.flatMap((number) =>
      labelled(numbered(number, look), inlineCode(shown[number - 1]?.text ?? '', look), look),
    ),
    [],
  ]);
}
