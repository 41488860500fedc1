import type { Card, OrderItem } from '../content/card.ts';
import { itemsOf, type Option, optionsOf } from '../content/options.ts';
import { type Dialogue, ENTER, type Key } from '../dialogue/index.ts';
import type { Random } from '../lab/chance/random.ts';
import type { Row } from '../text/spans.ts';
import { chosenRows, orderedRows, remarkRows, revealedRows } from './answer-view.ts';
import { type OpenQuestion, openQuestion, show } from './open-question.ts';
import { type Place, questionRows } from './question-view.ts';

/** What somebody said to a question. */
export type Reply =
  | {
      readonly kind: 'answered';
      readonly right: boolean;
      readonly hinted: boolean;
      /** What is said to it. */
      readonly feedback: readonly Row[];
    }
  /** They want to see the answer and to rate themselves. */
  | { readonly kind: 'revealed'; readonly feedback: readonly Row[] }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'quit' };

/** How a card is asked. */
export interface Manner {
  readonly place: Place;
  /** Decides the order of the answers. */
  readonly random: Random;
  /** True if a hint may be asked for. */
  readonly hints: boolean;
}

/**
 * Puts the question of a card and takes the answer.
 *
 * @throws Left when the person is gone.
 */
export async function ask(card: Card, manner: Manner, dialogue: Dialogue): Promise<Reply> {
  const question = openQuestion(card, manner.hints, dialogue);
  const pose = (answers: readonly { readonly text: string }[]) => {
    const texts = answers.map(({ text }) => text);
    show(dialogue, questionRows(card, texts, manner.place, dialogue));
  };
  switch (card.kind) {
    case 'choice':
    case 'predict-wire': {
      const options = optionsOf(card, manner.random);
      pose(options);
      return takeChoice(options, question, dialogue);
    }
    case 'order': {
      const items = itemsOf(card, manner.random);
      pose(items);
      return takeOrder(card.items, items, question, dialogue);
    }
    case 'recall': {
      pose([]);
      const key = await question.key([{ key: ENTER, does: 'show the answer' }]);
      return left(key) ?? { kind: 'revealed', feedback: revealedRows(card, dialogue) };
    }
  }
}

function left(key: string): Reply | undefined {
  if (key === 's') return { kind: 'skipped' };
  return key === 'q' ? { kind: 'quit' } : undefined;
}

async function takeChoice(
  options: readonly Option[],
  question: OpenQuestion,
  dialogue: Dialogue,
): Promise<Reply> {
  const key = await question.key(numberKeys(options.length, 'answer'));
  const gone = left(key);
  if (gone) return gone;
  return {
    kind: 'answered',
    right: options[Number(key) - 1]?.right ?? false,
    hinted: question.hinted,
    feedback: chosenRows(options, Number(key), dialogue),
  };
}

/** Takes the numbers of the items one after the other; the last one needs no key. */
async function takeOrder(
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
    if (order.length > 0) {
      const said = `${isComplete ? 'Your order' : 'So far'}: ${order.join(', ')}`;
      show(dialogue, remarkRows(said, dialogue));
    }
    const key = await question.key([
      ...(isComplete ? [{ key: ENTER, does: 'that is it', phrase: 'if that is it' }] : rest),
      ...(given.length > 0 ? [back] : []),
    ]);
    const gone = left(key);
    if (gone) return gone;
    if (key === ENTER) {
      return {
        kind: 'answered',
        right: order.every((number, index) => shown[number - 1] === inOrder[index]),
        hinted: question.hinted,
        feedback: orderedRows(shown, inOrder, order, dialogue),
      };
    }
    if (key === back.key) given.pop();
    else given.push(Number(key));
  }
}

function numberKeys(count: number, does: string, phrase = `to ${does}`): readonly Key[] {
  return Array.from({ length: count }, (_, index) => ({ key: `${index + 1}`, does, phrase }));
}
