import { seededRandom } from '../lab/random.ts';
import { gap, indent, type Row, span, wrap } from '../report/terminal/spans.ts';
import type { Predict } from './lesson.ts';
import { type Look, MARGIN, said, textCells } from './look.ts';

/** An answer at its place among the others. */
export interface Option {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Why it is wrong; absent where it is right. */
  readonly rebuttal?: string;
}

/** The answers in an order that is the same each time the section, named by `seedName`, is read. */
export function optionsOf({ key, distractors }: Predict, seedName: string): readonly Option[] {
  const random = seededRandom(1, seedName);
  const texts: { readonly text: string; readonly rebuttal?: string }[] = [
    { text: key.text },
    ...distractors.map(({ text, rebuttal }) => ({ text, rebuttal })),
  ];
  // Fisher and Yates.
  for (let last = texts.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    const [a, b] = [texts[last], texts[other]];
    if (a && b) [texts[last], texts[other]] = [b, a];
  }
  return texts.map((answer, index) => ({ number: index + 1, ...answer }));
}

/** The question with its numbered answers. */
export function questionRows(
  { question }: Predict,
  options: readonly Option[],
  look: Look,
): readonly Row[] {
  return [
    ...said([span(question.trim(), 'strong')], look),
    [],
    ...options.flatMap(({ number, text }) => optionRows(number, text, look)),
    [],
  ];
}

function optionRows(number: number, text: string, look: Look): readonly Row[] {
  const [first = [], ...more] = wrap([span(text)], textCells(look) - 3);
  const rows = [[span(`${number}`, 'strong'), gap(2), ...first], ...indent(more, 3)];
  return indent(rows, MARGIN);
}

/** A push in the right direction. */
export function hintRows(hint: string, look: Look): readonly Row[] {
  return [...said([span('Hint: ', 'dim'), span(hint)], look), []];
}

/** What was foreseen, said before the wire answers. */
export function foreseenRows({ number, text }: Option, look: Look): readonly Row[] {
  return [...said([span('You say ', 'dim'), span(`${number}: ${text}`)], look), []];
}

/** Whether it came out as foreseen; what the wrong answer overlooks. Without one: the answer. */
export function verdictRows(
  options: readonly Option[],
  chosen: Option | undefined,
  look: Look,
): readonly Row[] {
  const right = options.find(({ rebuttal }) => rebuttal === undefined);
  const key = right === undefined ? '' : `${right.number}: ${right.text}`;
  if (chosen === undefined) {
    return [...said([span('The answer is ', 'dim'), span(key)], look), []];
  }
  if (chosen.rebuttal === undefined) {
    const sign = look.plain ? 'Right, ' : '✓ Right, ';
    return [...said([span(sign, 'good'), span(`it is ${key}`)], look), []];
  }
  const sign = look.plain ? 'Not ' : '✗ Not ';
  return [
    ...said([span(`${sign}${chosen.number}. `, 'warning'), span(chosen.rebuttal)], look),
    ...said([span('It is ', 'dim'), span(key)], look),
    [],
  ];
}

/** The answer for who only reads: which one is right, and what each wrong one overlooks. */
export function answerRows(options: readonly Option[], look: Look): readonly Row[] {
  const wrong = options.filter(({ rebuttal }) => rebuttal !== undefined);
  return [
    ...verdictRows(options, undefined, look).slice(0, -1),
    ...wrong.flatMap(({ number, rebuttal = '' }) =>
      said([span(`Not ${number}: `, 'dim'), span(rebuttal)], look),
    ),
    [],
  ];
}
