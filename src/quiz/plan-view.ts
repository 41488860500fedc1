import { type Look, labelled, prose, within } from '../dialogue/look.ts';
import { gap, type Row, rowCells, span } from '../text/spans.ts';
import { dotted } from './card-look.ts';
import { count } from './due.ts';
import { minutesOfSteps, type Plan, type PlanStep } from './plan.ts';
import type { Result } from './result.ts';

/** What came of a diagnosis, card by card. */
export function diagnosisRows(results: readonly Result[], look: Look): readonly Row[] {
  const right = results.filter(({ outcome }) => outcome === 'right').length;
  const rows = results.flatMap(({ card: { group, topic, level }, outcome }) => {
    const isRight = outcome === 'right';
    const word = isRight ? 'right' : outcome === 'skipped' ? 'not known' : 'wrong';
    const sign = look.plain ? '' : isRight ? '✓ ' : '✗ ';
    const label = [gap(2), span(`${sign}${word}`.padEnd(11), isRight ? 'good' : 'bad'), gap(2)];
    return labelled(label, [span(dotted([group, topic, level], look))], look);
  });
  return [
    [],
    ...within([[span(`${right} of ${results.length} right`, 'strong')], [], ...rows]),
    [],
  ];
}

/** What to do in the time there is, each with its minutes; what does not fit; what is not there to be learned. */
export function planRows(
  { steps, later }: Plan,
  { minutes, missing }: { readonly minutes: number; readonly missing: readonly string[] },
  look: Look,
): readonly Row[] {
  const sum = minutesOfSteps(steps);
  const head = `A plan for ${count(minutes, 'minute')}`;
  const told = [
    ...(steps.length === 0 ? ['Nothing fits in so little time.'] : []),
    ...(steps.length > 0 ? [`${count(sum, 'minute')} in all.`] : []),
    ...(later.length > 0 ? [`There is no time for: ${later.join(', ')}.`] : []),
    ...(missing.length > 0
      ? [`Nothing is here yet, so ask elsewhere: ${missing.join(', ')}.`]
      : []),
  ];
  return [
    ...within([[span(head, 'strong')], [], ...steps.flatMap((step) => stepRows(step, look))]),
    ...(steps.length > 0 ? [[]] : []),
    ...told.flatMap((text) => within(prose(text, look))),
    [],
  ];
}

function stepRows({ command, about, minutes }: PlanStep, look: Look): readonly Row[] {
  const label = [gap(2), span(`${minutes} min`.padStart(6)), gap(2)];
  const both = [span(command, 'request'), gap(2), span(about, 'dim')];
  const room = look.width - 2 - rowCells(label);
  if (rowCells(both) <= room) return [[...label, ...both]];
  return [
    ...labelled(label, [span(command, 'request')], look),
    ...labelled([gap(rowCells(label))], [span(about, 'dim')], look),
  ];
}
