import type { CheckCompared, ComparisonEvent } from '../../lab/record/transcript.ts';
import { formatNumber } from '../../text/quantities.ts';
import {
  differencesOf,
  figureName,
  figureText,
  isForeseen,
  mainFigure,
  verdictOf,
} from '../comparison/differences.ts';
import { markdownCode, markdownTable, markdownText } from './escape.ts';
import { chartBlock, tableBlock } from './figures.ts';
import { sourceMarkdown } from './meanings.ts';

/** How variants compare, as a page: what differs, figures, a chart. */
export function comparedPage(event: ComparisonEvent): string {
  const { title, claim, variants } = event;
  const { checks, figures, alike } = differencesOf(event);
  const names = variants.map(({ name }) => markdownCode(name));
  const rows = checks.map(({ promise, source, seen }) => [
    `${markdownText(promise)} (${sourceMarkdown(source)})`,
    ...seen.map(cellOf),
  ]);
  const blocks = [
    `# ${markdownText(title)}`,
    `**${markdownText(claim)}**`,
    variants
      .map(({ name, kind, about }) => `- ${markdownCode(name)} (${kind}): ${markdownText(about)}`)
      .join('\n'),
    ...(rows.length > 0 ? ['## What differs', markdownTable(['', ...names], rows)] : []),
    ...(alike === undefined ? [] : [markdownText(alike)]),
    ...(figures.length === 0
      ? []
      : [
          markdownTable(
            ['', ...names],
            figures.map((figure) => [
              markdownText(figureName(figure)),
              ...figure.values.map((value) => markdownText(figureText(figure, value))),
            ]),
          ),
        ]),
    ...chartsOf(event),
    markdownText(`${verdictOf(event)}.`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function cellOf(seen: CheckCompared['seen'][number]): string {
  if (seen === null) return '–';
  const verdict = isForeseen(seen) ? '' : '**NOT AS PREDICTED** ';
  return `${seen.holds ? '✓' : '✗'} ${verdict}${markdownText(seen.actual)}`;
}

function chartsOf(event: ComparisonEvent): readonly string[] {
  const names = event.variants.map(({ name }) => name);
  if (event.charts.length > 0) {
    return event.charts.flatMap(({ title, unit, labels, values }) =>
      tableBlock({
        type: 'table',
        at: 0,
        title: unit === '' ? title : `${title}, ${unit}`,
        columns: ['', ...names],
        rows: labels.map((label, at) => [
          label,
          ...values.map((ofVariant) =>
            ofVariant === null ? '–' : formatNumber(ofVariant[at] ?? 0),
          ),
        ]),
      }),
    );
  }
  const main = mainFigure(differencesOf(event).figures);
  if (main === undefined) return [];
  const bins = names.map((label, index) => ({ label, value: main.values[index] ?? 0 }));
  const title = main.name;
  return chartBlock({ type: 'chart', at: 0, title, unit: main.unit, binLabel: 'variant', bins });
}
