import type { Advice } from '../content/choice.ts';
import { type Look, labelled, within } from '../dialogue/look.ts';
import { type Role, type Row, span } from '../text/spans.ts';

/** A scenario, as far as an advice speaks of it. */
export interface Shown {
  readonly id: string;
  readonly title: string;
  readonly standard: string;
}

/** A recommendation with its trade-offs and the scenario that shows it. */
export function adviceRows(advice: Advice, scenario: Shown, look: Look): readonly Row[] {
  const { style, because, gains, costs, unless } = advice;
  // What is told of a step is told of the scenario that was meant.
  const seen = scenario.id === advice.scenario ? advice.seen : undefined;
  return [
    [],
    ...hanging('', style, look, 'strong'),
    ...hanging('', because, look),
    ...list('It gives', '+', gains, look),
    ...list('It costs', '-', costs, look),
    ...list('Take something else when', look.plain ? '-' : '·', unless, look),
    [],
    ...hanging('', `See it: ${commandOf(scenario, seen?.step)}`, look, 'strong'),
    ...hanging('', `${scenario.title} (${scenario.standard})`, look, 'dim'),
    ...(seen === undefined ? [] : hanging('', seen.about, look, 'dim')),
  ];
}

function commandOf({ id }: Shown, step: string | undefined): string {
  return step === undefined ? `apilab run ${id}` : `apilab run ${id} --step ${step}`;
}

function list(title: string, mark: string, items: readonly string[], look: Look): readonly Row[] {
  return [
    [],
    ...hanging('', title, look, 'dim'),
    ...items.flatMap((item) => hanging(`${mark} `, item, look)),
  ];
}

/** Text behind a mark, its later rows under its first word. */
export function hanging(
  mark: string,
  text: string,
  look: Look,
  role: Role = 'plain',
): readonly Row[] {
  return within(labelled([span(mark)], [span(text, role)], look));
}
