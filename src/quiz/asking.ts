import type { Card } from '../content/card.ts';
import { itemsOf, type Option, optionsOf } from '../content/options.ts';
import type { Dialogue } from '../dialogue/index.ts';
import type { Random } from '../lab/chance/random.ts';
import { chosenRows } from './answer-view.ts';
import { type OpenQuestion, openQuestion, show } from './open-question.ts';
import { type Place, questionRows } from './question-view.ts';
import { answerOutcome, noAnswer, numberKeys, type Reply } from './reply.ts';
import { takeOrder } from './taking-order.ts';
import { takePoints } from './taking-points.ts';

/** How a card is asked. */
export interface Manner {
  readonly place: Place;
  /** Decides the order of the answers. */
  readonly random: Random;
  /** True if a hint may be asked for. */
  readonly hints: boolean;
  /** True if there is an answer that may be taken back. */
  readonly undo: boolean;
  /** What `s` does; `skip` by default. */
  readonly skip?: string;
}

/**
 * Puts the question of a card and takes the answer.
 *
 * @throws Left when the person is gone.
 */
export async function ask(card: Card, manner: Manner, dialogue: Dialogue): Promise<Reply> {
  const question = openQuestion(card, manner, dialogue);
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
    case 'recall':
      pose([]);
      return takePoints(card, question, dialogue);
  }
}

async function takeChoice(
  options: readonly Option[],
  question: OpenQuestion,
  dialogue: Dialogue,
): Promise<Reply> {
  const key = await question.key(numberKeys(options.length, 'answer'));
  const none = noAnswer(key);
  if (none) return none;
  const isRight = options[Number(key) - 1]?.right ?? false;
  return {
    kind: 'answered',
    outcome: answerOutcome(isRight, question.hinted),
    feedback: chosenRows(options, Number(key), dialogue),
  };
}
