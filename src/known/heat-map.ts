import type { Look } from '../dialogue/look.ts';
import { count, type Day, dayOf } from '../quiz/due.ts';
import { type Row, span } from '../text/spans.ts';

/** How many months are shown, this one included. */
const MONTHS = 3;

/** The sign of a day, by how many cards were answered on it: the least number for each. */
const signs: readonly (readonly [least: number, sign: string])[] = [
  [20, '█'],
  [10, '▓'],
  [5, '▒'],
  [1, '░'],
  [0, '·'],
];

/** What the signs mean. */
export const heatLegend = '· 0 ░ 1+ ▒ 5+ ▓ 10+ █ 20+';

/** The last months, a row each with a sign a day; in sentences where signs are not read well. */
export function heatRows(
  days: readonly { readonly day: Day; readonly answers: number }[],
  now: Date,
  look: Look,
): readonly Row[] {
  const answers = new Map(days.map((each) => [each.day, each.answers]));
  return Array.from({ length: MONTHS }, (_, index) => {
    const first = new Date(now.getFullYear(), now.getMonth() - (MONTHS - 1 - index), 1);
    const counts = daysOf(first, now).map((day) => answers.get(day) ?? 0);
    return look.plain ? [span(inWords(first, counts))] : heatRow(first, counts);
  });
}

function heatRow(month: Date, counts: readonly number[]): Row {
  const name = month.toLocaleString('en-GB', { month: 'short' }).slice(0, 3);
  return [span(`${name}  `, 'dim'), span(counts.map(signOf).join(''), 'good')];
}

function inWords(month: Date, counts: readonly number[]): string {
  const name = month.toLocaleString('en-GB', { month: 'long', year: 'numeric' });
  const sum = counts.reduce((all, number) => all + number, 0);
  const days = counts.filter((number) => number > 0).length;
  return sum === 0
    ? `${name}: no card was answered.`
    : `${name}: ${count(sum, 'answer')} on ${count(days, 'day')}.`;
}

function signOf(answers: number): string {
  return signs.find(([least]) => answers >= least)?.[1] ?? '·';
}

/** The days of a month up to today. */
function daysOf(first: Date, now: Date): readonly Day[] {
  const days: Day[] = [];
  const [year, month] = [first.getFullYear(), first.getMonth()];
  for (let day = 1; ; day++) {
    const date = new Date(year, month, day);
    if (date.getMonth() !== month || date > now) return days;
    days.push(dayOf(date));
  }
}
