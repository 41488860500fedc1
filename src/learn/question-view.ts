import type { Predict } from '../content/lesson.ts';
import { type Option, optionsOf } from '../content/options.ts';
import { inlineCode } from '../dialogue/inline-code.ts';
import { type Look, labelled, said, within } from '../dialogue/look.ts';
import { seededRandom } from '../lab/chance/random.ts';
import { gap, type Row, span } from '../text/spans.ts';

/** The answers in an order that is the same each time the section, named by `seedName`, is read. */
export function lessonOptions(question: Predict, seedName: string): readonly Option[] {
  return optionsOf(question, seededRandom(1, seedName));
}

/** The question with its numbered answers. */
export function questionRows(
  { question }: Predict,
  options: readonly Option[],
  look: Look,
): readonly Row[] {
  const answers = options.flatMap(({ text }, index) =>
    labelled([span(`${index + 1}`, 'strong'), gap(2)], inlineCode(text, look), look),
  );
  return [...said(inlineCode(question.trim(), look, 'strong'), look), [], ...within(answers), []];
}

/** A push in the right direction. */
export function hintRows(hint: string, look: Look): readonly Row[] {
  return [...said([span('Hint: ', 'dim'), ...inlineCode(hint, look)], look), []];
}

/** What was foreseen, said before the wire answers; `chosen` is the number of an option, from 1. */
export function foreseenRows(
  options: readonly Option[],
  chosen: number,
  look: Look,
): readonly Row[] {
  const words = `${chosen}: ${options[chosen - 1]?.text ?? ''}`;
  return [...said([span('You say ', 'dim'), ...inlineCode(words, look)], look), []];
}

/** Whether it came out as foreseen; what the wrong answer overlooks. Where nothing was: the answer. */
export function verdictRows(
  options: readonly Option[],
  chosen: number | undefined,
  look: Look,
): readonly Row[] {
  const place = options.findIndex(({ right }) => right);
  const key = `${place + 1}: ${options[place]?.text ?? ''}`;
  if (chosen === undefined) {
    return [...said([span('The answer is ', 'dim'), ...inlineCode(key, look)], look), []];
  }
  if (chosen === place + 1) {
    const sign = look.plain ? 'Right, ' : '✓ Right, ';
    return [...said([span(sign, 'good'), ...inlineCode(`it is ${key}`, look)], look), []];
  }
  const sign = look.plain ? 'Not ' : '✗ Not ';
  const rebuttal = options[chosen - 1]?.rebuttal ?? '';
  return [
    ...said([span(`${sign}${chosen}. `, 'warning'), ...inlineCode(rebuttal, look)], look),
    ...said([span('It is ', 'dim'), ...inlineCode(key, look)], look),
    [],
  ];
}

/** The answer for who only reads: which one is right, and what each wrong one overlooks. */
export function answerRows(options: readonly Option[], look: Look): readonly Row[] {
  return [
    ...verdictRows(options, undefined, look).slice(0, -1),
    ...options.flatMap(({ right, rebuttal = '' }, index) =>
      right ? [] : said([span(`Not ${index + 1}: `, 'dim'), ...inlineCode(rebuttal, look)], look),
    ),
    [],
  ];
}
