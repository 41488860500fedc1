import type {
  ChartEvent,
  CheckEvent,
  FailureEvent,
  FigureEvent,
  TableEvent,
} from '../../lab/record/transcript.ts';
import { formatMeasure, formatNumber } from '../../text/quantities.ts';
import { failureText } from '../story/failure-text.ts';
import { madeBy } from '../story/made-by.ts';
import { sourceMarkup } from './head.ts';
import { element, type Markup } from './markup.ts';

/** A check with what was seen; what was expected stands beside it unless it is what was seen. */
export function checkMarkup(event: CheckEvent, id: string): Markup {
  const asPredicted = event.holds === (event.predicted === 'holds');
  const verdict = event.holds ? 'holds' : asPredicted ? 'broken as predicted' : 'broken';
  const unforeseen = asPredicted ? [] : [element('strong', {}, 'not as predicted')];
  const expected =
    event.expected === event.actual
      ? []
      : [element('span', { class: 'expected' }, `expected ${event.expected}`)];
  return element(
    'div',
    { class: `check ${event.holds ? 'holds' : 'breaks'}${asPredicted ? '' : ' unforeseen'}`, id },
    element('span', { class: 'sign', role: 'img', 'aria-label': verdict }, event.holds ? '✓' : '✗'),
    element(
      'div',
      {},
      element('p', {}, element('b', {}, event.promise), ' ', sourceMarkup(madeBy(event))),
      element(
        'p',
        { class: 'seen' },
        ...(event.holds && asPredicted ? [] : [element('em', {}, verdict), ' ']),
        ...unforeseen,
        element('code', {}, event.id),
        ' ',
        element('span', { class: 'actual' }, event.actual),
        ...expected,
      ),
    ),
  );
}

/** The scenario or the lab broke. */
export function failureMarkup(event: FailureEvent): Markup {
  return element(
    'p',
    { class: 'failure' },
    element('b', {}, `✗ failed: ${event.code}`),
    ` ${failureText(event)}`,
  );
}

/** A measured figure. */
export function figureMarkup({ name, value, unit }: FigureEvent): Markup {
  const measured = element('b', {}, formatMeasure(value, unit));
  return element('p', { class: 'figure' }, `${name} `, measured);
}

/** Bars over their bins, the largest as long as there is room. */
export function chartMarkup({ title, unit, binLabel, bins }: ChartEvent): Markup {
  const largest = Math.max(0, ...bins.map(({ value }) => value));
  const bars = bins.map(({ label, value }) => {
    const share = largest > 0 ? Math.max(0, value / largest) : 0;
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, label),
      element(
        'td',
        {},
        element('span', { class: 'bar', style: `--share:${share.toFixed(4)}` }),
        element('span', { class: 'amount' }, formatNumber(value)),
      ),
    );
  });
  const caption = element('caption', {}, element('b', {}, title), ` ${unit} by ${binLabel}`);
  return element(
    'div',
    { class: 'scroll' },
    element('table', { class: 'chart' }, caption, ...bars),
  );
}

/** A table under its title. */
export function tableMarkup({ title, columns, rows }: TableEvent): Markup {
  const heads = columns.map((column) => element('th', { scope: 'col' }, column));
  const body = rows.map((row) =>
    element('tr', {}, ...columns.map((_, index) => element('td', {}, row[index] ?? ''))),
  );
  const caption = element('caption', {}, element('b', {}, title));
  const table = element(
    'table',
    {},
    caption,
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...body),
  );
  return element('div', { class: 'scroll' }, table);
}
