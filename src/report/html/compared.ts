import type { ChartCompared, CheckCompared, ComparisonEvent } from '../../lab/record/transcript.ts';
import { formatNumber } from '../../text/quantities.ts';
import {
  differencesOf,
  figureName,
  figureText,
  isForeseen,
  mainFigure,
  verdictOf,
} from '../comparison/differences.ts';
import type { Drawn } from './contents.ts';
import type { Embedding } from './embed.ts';
import { chartMarkup, tableMarkup } from './figures.ts';
import { sourceMarkup } from './head.ts';
import { element, type Markup } from './markup.ts';
import { laneHeads } from './sequence-row.ts';
import { stepMarkup } from './story.ts';

/** Variants beside each other: what differs, figures, then their runs step by step, a column each. */
export function comparedMarkup(
  event: ComparisonEvent,
  drawn: readonly Drawn[],
  embedding: Embedding,
): Markup {
  const differences = differencesOf(event);
  return element(
    'article',
    { class: 'compared' },
    element(
      'header',
      { class: 'head' },
      element('p', { class: 'crumb' }, element('code', {}, event.id), sourceMarkup(event.standard)),
      element('h1', {}, event.title),
      element('p', { class: 'claim' }, event.claim),
      ...event.variants.map(({ name, kind, about }) =>
        element(
          'p',
          { class: 'variant' },
          element('span', { class: `badge ${kind}` }, name),
          about,
        ),
      ),
      element('p', { class: 'totals' }, verdictOf(event)),
    ),
    ...(differences.checks.length > 0 ? [checkTable(event, differences.checks)] : []),
    ...(differences.alike === undefined
      ? []
      : [element('p', { class: 'alike' }, differences.alike)]),
    ...figuresOf(event),
    ...sidesOf(drawn, embedding),
  );
}

function checkTable({ variants }: ComparisonEvent, checks: readonly CheckCompared[]): Markup {
  const heads = ['What differs', ...variants.map(({ name }) => name)];
  const rows = checks.map(({ promise, source, seen }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, promise, ' ', sourceMarkup(source)),
      ...seen.map(cellOf),
    ),
  );
  return element(
    'div',
    { class: 'scroll' },
    element(
      'table',
      { class: 'differs' },
      element(
        'thead',
        {},
        element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head))),
      ),
      element('tbody', {}, ...rows),
    ),
  );
}

function cellOf(seen: CheckCompared['seen'][number]): Markup {
  if (seen === null) return element('td', {}, '–');
  const foreseen = isForeseen(seen);
  const sort = `${seen.holds ? 'holds' : 'breaks'}${foreseen ? '' : ' unforeseen'}`;
  const sign = { class: 'sign', role: 'img', 'aria-label': seen.holds ? 'holds' : 'broken' };
  return element(
    'td',
    { class: sort },
    element('span', sign, seen.holds ? '✓' : '✗'),
    ' ',
    ...(foreseen ? [] : [element('strong', {}, 'not as predicted '), ' ']),
    seen.actual,
  );
}

function figuresOf(event: ComparisonEvent): readonly Markup[] {
  const { figures } = differencesOf(event);
  const names = event.variants.map(({ name }) => name);
  const table =
    figures.length === 0
      ? []
      : [
          tableMarkup({
            type: 'table',
            at: 0,
            title: 'Figures',
            columns: ['', ...names],
            rows: figures.map((figure) => [
              figureName(figure),
              ...figure.values.map((value) => figureText(figure, value)),
            ]),
          }),
        ];
  if (event.charts.length > 0) {
    return [...table, ...event.charts.map((chart) => columnChart(chart, names))];
  }
  const main = mainFigure(figures);
  if (main === undefined) return table;
  const bins = names.map((label, index) => ({ label, value: main.values[index] ?? 0 }));
  const { unit } = main;
  const title = main.name;
  return [...table, chartMarkup({ type: 'chart', at: 0, title, unit, binLabel: 'variant', bins })];
}

/** A row of columns a variant, as high in all of them for the same value. */
function columnChart(
  { title, unit, binLabel, labels, values }: ChartCompared,
  names: readonly string[],
) {
  const highest = Math.max(1, ...values.flatMap((ofVariant) => ofVariant ?? []));
  const rows = values.map((ofVariant, index) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, names[index] ?? ''),
      element(
        'td',
        {},
        element(
          'span',
          { class: 'columns', role: 'img', 'aria-label': spoken(ofVariant, labels) },
          ...(ofVariant ?? []).map((value) =>
            element('i', { style: `--share:${Math.max(0, value / highest).toFixed(4)}` }),
          ),
        ),
      ),
    ),
  );
  const about = ` ${unit} by ${binLabel}, ${labels[0] ?? ''} to ${labels.at(-1) ?? ''}`;
  const caption = element('caption', {}, element('b', {}, title), about);
  return element(
    'div',
    { class: 'scroll' },
    element('table', { class: 'chart' }, caption, ...rows),
  );
}

function spoken(values: readonly number[] | null, labels: readonly string[]): string {
  if (values === null) return 'none';
  const highest = Math.max(...values);
  return `most ${formatNumber(highest)} at ${labels[values.indexOf(highest)] ?? ''}`;
}

/** The steps of all variants, those of one id beside each other. */
function sidesOf(drawn: readonly Drawn[], embedding: Embedding): readonly Markup[] {
  const ids = new Set(drawn.flatMap(({ picture }) => picture.steps.map(({ step }) => step?.id)));
  return [...ids].map((id) =>
    element(
      'div',
      { class: 'sides' },
      ...drawn.map(({ picture, prefix }) => {
        const { lanes, scenario } = picture;
        const { name, kind } = scenario?.variant ?? { name: '', kind: 'correct' };
        const same = picture.steps.filter(({ step }) => step?.id === id);
        return element(
          'div',
          { class: `story side${lanes.names.length > 2 ? ' crowded' : ''}` },
          element('p', { class: 'whose' }, element('span', { class: `badge ${kind}` }, name)),
          ...(same.length === 0
            ? [element('p', { class: 'absent' }, 'This variant has no such step.')]
            : [laneHeads(lanes)]),
          ...same.map((step) => stepMarkup(step, { lanes, embedding, prefix })),
        );
      }),
    ),
  );
}

/** How variants stand beside each other; narrow columns have the times above the arrows. */
export const comparedStyle = `
.layout:has(.compared) { max-width: 150rem; }
.compared .scroll { margin-left: 0; } .alike { margin: .4rem .9rem; color: var(--soft); font-size: .87rem; }
.differs th[scope=row] { max-width: 26rem; color: var(--ink); } .differs td { font-family: var(--mono); font-size: .95em; overflow-wrap: anywhere; min-width: 7rem; }
.differs .sign { font-weight: 700; } .differs .holds .sign { color: var(--good); } .differs .breaks .sign { color: var(--warning); } .differs .unforeseen :is(.sign, strong) { color: var(--bad); }
.columns { display: flex; align-items: flex-end; gap: 1px; height: 2.2rem; width: 100%; } .columns i { flex: 1 1 0; max-width: 1rem; height: max(1px, calc(var(--share) * 100%)); background: var(--request); }
.sides { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(21rem, 1fr); gap: 1.4rem; margin-top: 1.2rem; border-top: 1px solid var(--line); overflow-x: auto; }
.side { --time: 0rem; min-width: 0; } .whose { padding: .8rem 0 .2rem; } .side .heads { position: relative; } .side .step { padding-top: .6rem; }
.side .number { width: auto; text-align: left; } .side .moment > button, .side div.moment:not(:has(> button)) { display: block; padding: .35rem 0; }
.side .time { display: block; width: fit-content; padding: 0 .3rem 0 .2rem; background: var(--paper); text-align: left; line-height: 1.3; font-size: .72rem; }
.side .label { max-width: none; width: auto; margin-left: 0; padding: 0 .2rem; font-size: .78rem; }
.side .heads .first { transform: translateX(-30%); } .side .heads .last { transform: translateX(-70%); }
@media screen and (min-width: 1000px) { .layout:has(.compared) { grid-template-columns: minmax(0, 1fr) minmax(19rem, 24%); } }
@media (max-width: 620px) { .sides { grid-auto-flow: row; } }
`;
