import type { ChartEvent, FigureEvent, TableEvent } from '../../lab/record/transcript.ts';
import { formatMeasure } from '../../text/quantities.ts';
import { rowText } from '../story/wording.ts';
import { chartRows } from '../terminal/chart.ts';
import { fencedBlock, markdownTable, markdownText } from './escape.ts';

/** How wide a chart is, its labels included, in cells. */
const chartCells = 80;

/** A measured figure as an item of a list. */
export function figureLine({ name, value, unit }: FigureEvent): string {
  return `- ${markdownText(name)}: **${markdownText(formatMeasure(value, unit))}**`;
}

/** Bars, drawn as in the terminal. */
export function chartBlock(event: ChartEvent): readonly string[] {
  const about = `${event.unit} by ${event.binLabel}`.trim();
  const [, ...bars] = chartRows({ ...event, title: '', unit: '', binLabel: '' }, chartCells);
  const lines = bars.map((row) => rowText(row).trimEnd());
  return [
    `**${markdownText(event.title)}** (${markdownText(about)})`,
    ...(lines.length > 0 ? [fencedBlock('text', lines)] : []),
  ];
}

/** A table under its title. */
export function tableBlock({ title, columns, rows }: TableEvent): readonly string[] {
  if (columns.length === 0) return [`**${markdownText(title)}**`];
  return [
    `**${markdownText(title)}**`,
    markdownTable(
      columns.map(markdownText),
      rows.map((row) => row.map(markdownText)),
    ),
  ];
}
