import { type Row, span, wrap } from '../../report/terminal/spans.ts';
import type { Advice, Question } from './tree.ts';

/** A scenario, as far as an advice speaks of it. */
export interface Shown {
  readonly id: string;
  readonly title: string;
  readonly standard: string;
}

/** A question with its numbered answers. */
export function questionRows({ question, answers }: Question, width: number): readonly Row[] {
  return [
    [],
    ...hanging('  ', question, width, 'strong'),
    ...answers.flatMap(({ text }, index) => hanging(`  ${index + 1}  `, text, width)),
  ];
}

/** A recommendation with its trade-offs and the scenario that shows it. */
export function adviceRows(advice: Advice, scenario: Shown, width: number): readonly Row[] {
  const { style, because, gains, costs, unless } = advice;
  return [
    [],
    ...hanging('  ', style, width, 'strong'),
    ...hanging('  ', because, width),
    ...list('It gives', '+', gains, width),
    ...list('It costs', '-', costs, width),
    ...list('Take something else when', '·', unless, width),
    [],
    ...hanging('  ', `See it: apilab run ${scenario.id}`, width, 'strong'),
    ...hanging('  ', `${scenario.title} (${scenario.standard})`, width, 'dim'),
  ];
}

function list(title: string, mark: string, items: readonly string[], width: number): Row[] {
  return [
    [],
    ...hanging('  ', title, width, 'dim'),
    ...items.flatMap((item) => hanging(`  ${mark} `, item, width)),
  ];
}

/** Text behind a mark, its further rows under its first word. */
export function hanging(
  mark: string,
  text: string,
  width: number,
  role: 'plain' | 'strong' | 'dim' = 'plain',
): Row[] {
  return wrap([span(text, role)], width - mark.length).map((row, index) => [
    span(index === 0 ? mark : ' '.repeat(mark.length)),
    ...row,
  ]);
}
