import type { Card, OrderItem, RecallCard } from '../content/card.ts';
import type { Option } from '../content/options.ts';
import { inlineCode } from '../dialogue/inline-code.ts';
import { type Look, labelled, prose, within } from '../dialogue/look.ts';
import { type Row, span } from '../text/spans.ts';
import { numbered } from './card-look.ts';

/** How an answer is told right from wrong: by words, and by signs and colour if they help. */
function verdict(right: boolean, words: string, { plain }: Look): Row {
  if (plain) return [span(words)];
  return right ? [span(`✓ ${words}`, 'good')] : [span(`✗ ${words}`, 'bad')];
}

/** What is said to who chose an option. */
export function chosenRows(options: readonly Option[], chosen: number, look: Look): readonly Row[] {
  const option = options[chosen - 1];
  if (option?.right) return within([[], verdict(true, `${chosen} is right.`, look)]);
  const key = options.findIndex(({ right }) => right);
  return within([
    [],
    verdict(false, `${chosen} is wrong.`, look),
    ...prose(option?.rebuttal ?? '', look),
    [],
    ...labelled(
      verdict(true, `${key + 1} is right: `, look),
      inlineCode(options[key]?.text ?? '', look),
      look,
    ),
  ]);
}

/** What is said to who put items in an order, numbers from 1 as they were shown. */
export function orderedRows(
  shown: readonly OrderItem[],
  inOrder: readonly OrderItem[],
  given: readonly number[],
  look: Look,
): readonly Row[] {
  const right = inOrder.map((item) => shown.indexOf(item) + 1);
  const isRight = right.every((number, index) => number === given[index]);
  const list = inOrder.flatMap((item) =>
    labelled(numbered(shown.indexOf(item) + 1, look), inlineCode(item.text, look), look),
  );
  const said = `You said ${given.join(', ')}. The order is:`;
  return within([
    [],
    verdict(isRight, isRight ? 'Right, in this order:' : 'Wrong.', look),
    ...(isRight ? [] : prose(said, look)),
    ...list,
  ]);
}

/** What a card that was skipped asked for. */
export function skippedRows(card: Card, look: Look): readonly Row[] {
  return within([[], verdict(false, 'You skipped it.', look), ...keyRows(card, look)]);
}

function keyRows(card: Card, look: Look): readonly Row[] {
  switch (card.kind) {
    case 'choice':
    case 'predict-wire': {
      const label = verdict(true, 'The answer is: ', look);
      return labelled(label, inlineCode(card.key.text, look), look);
    }
    case 'order':
      return [
        verdict(true, 'The order is:', look),
        ...card.items.flatMap(({ text }, index) =>
          labelled(numbered(index + 1, look), inlineCode(text, look), look),
        ),
      ];
    case 'recall':
      return pointRows(card.points, look);
  }
}

/** The points of a good answer, with the numbers by which they are ticked. */
export function revealedRows({ points }: RecallCard, look: Look): readonly Row[] {
  return within([[], [span('A good answer says', 'dim')], ...pointRows(points, look), []]);
}

/** Points with their numbers. */
export function pointRows(points: readonly string[], look: Look): readonly Row[] {
  return points.flatMap((point, index) =>
    labelled(numbered(index + 1, look), inlineCode(point, look), look),
  );
}

/** Why it is so, and where to see it. */
export function reasonRows(explain: string, proofs: readonly string[], look: Look): readonly Row[] {
  return within([
    [],
    ...prose(explain, look),
    [],
    ...proofs.flatMap((proof) => prose(proof, look, 'dim')),
    [],
  ]);
}

/** A line of the conversation. */
export function remarkRows(text: string, look: Look): readonly Row[] {
  return within([...prose(text, look), []]);
}
