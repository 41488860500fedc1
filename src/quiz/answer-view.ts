import type { Card, OrderItem } from '../content/card.ts';
import type { Option } from '../content/options.ts';
import { inlineCode } from '../dialogue/inline-code.ts';
import { type Look, labelled, prose, within } from '../dialogue/look.ts';
import { type Row, span } from '../text/spans.ts';
import { numbered } from './card-look.ts';
import type { Outcome } from './result.ts';

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
export function pointsRows(points: readonly string[], look: Look): readonly Row[] {
  return within([[], [span('A good answer says', 'dim')], ...pointRows(points, look), []]);
}

const words: Readonly<Record<Exclude<Outcome, 'skipped'>, string>> = {
  right: 'that is good.',
  hinted: 'that is a part of it.',
  wrong: 'too few.',
};

/** How many points were said, and which were left out; `said` are their numbers, from 1. */
export function saidRows(
  points: readonly string[],
  said: ReadonlySet<number>,
  outcome: Exclude<Outcome, 'skipped'>,
  look: Look,
): readonly Row[] {
  const left = points.flatMap((point, index) =>
    said.has(index + 1) ? [] : labelled(numbered(index + 1, look), inlineCode(point, look), look),
  );
  const told = `${said.size} of ${points.length} points: ${words[outcome]}`;
  return within([
    [],
    verdict(outcome !== 'wrong', told, look),
    ...(left.length > 0 ? [[span('Left out:', 'dim')], ...left] : []),
    [],
  ]);
}

/** What an interviewer would ask next. */
export function followUpRows(question: string, look: Look): readonly Row[] {
  const lead = span('They may go on: ', 'dim');
  return within([...labelled([lead], inlineCode(question, look, 'strong'), look), []]);
}

/** What to say to it. */
export function followUpAnswerRows(answer: string, look: Look): readonly Row[] {
  return within([[], ...prose(answer, look)]);
}

/** Points with their numbers. */
function pointRows(points: readonly string[], look: Look): readonly Row[] {
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
