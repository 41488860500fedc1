import { type Look, labelled, prose, within } from '../dialogue/look.ts';
import { type Row, span } from '../report/terminal/spans.ts';
import type { OrderItem } from './card.ts';
import { numbered } from './card-look.ts';
import type { Option } from './options.ts';

/** How an answer is told right from wrong: by words, and by signs and colour where they help. */
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
      [span(options[key]?.text ?? '')],
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
    labelled(numbered(shown.indexOf(item) + 1, look), [span(item.text)], look),
  );
  const said = `You said ${given.join(', ')}. The order is:`;
  return within([
    [],
    verdict(isRight, isRight ? 'Right, in this order:' : 'Wrong.', look),
    ...(isRight ? [] : prose(said, look)),
    ...list,
  ]);
}

/** The answer to think of, before one rates oneself. */
export function revealedRows(answer: string, look: Look): readonly Row[] {
  return within([[], [span('A good answer says', 'dim')], ...prose(answer, look)]);
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
