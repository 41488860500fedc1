import type { ChartEvent } from '../../lab/record/transcript.ts';
import { formatNumber } from '../../text/quantities.ts';
import { rowCells, span, truncate, wrap } from '../../text/spans.ts';
import type { Block, Room } from './block.ts';
import { faces } from './sizes.ts';
import { lineBlock } from './summed-up.ts';
import { cellsIn, textLine } from './text.ts';
import { tag } from './xml.ts';

/** Up to so many bins each have a bar of their own with its label; more are columns beside each other. */
const FEW_BINS = 12;
const BAR = 18;
const COLUMNS = 84;
/** Room for a figure behind its bar. */
const FIGURE = 80;

/** A chart, the largest value as long as there is room. */
export function chartBlocks(event: ChartEvent, room: Room): readonly Block[] {
  const about = span(`  ${event.unit} by ${event.binLabel}`, 'dim');
  const title = wrap([span(event.title, 'strong'), about], cellsIn(room.width - 10, faces.text));
  const largest = Math.max(0, ...event.bins.map(({ value }) => value));
  const share = (value: number) => (largest > 0 ? Math.max(0, value / largest) : 0);
  return [
    { height: 8, draw: () => '' },
    ...title.map((row) => lineBlock(row, room, 'text')),
    ...(event.bins.length > FEW_BINS
      ? [columnsBlock(event, room, share)]
      : barBlocks(event, room, share)),
    { height: 8, draw: () => '' },
  ];
}

type Share = (value: number) => number;

function barBlocks({ bins }: ChartEvent, { left, width }: Room, share: Share): readonly Block[] {
  const most = Math.floor(cellsIn(width, faces.mono) / 3);
  const labels = bins.map(({ label }) => truncate([span(label)], most));
  const beside = Math.max(0, ...labels.map(rowCells)) * faces.mono.cell + 14;
  const room = width - beside - FIGURE;
  return bins.map(({ value }, index) => ({
    height: BAR,
    draw: (y) => {
      const length = value > 0 ? Math.max(1, share(value) * room) : 0;
      return [
        tag('rect', { class: 'paper', x: left, y, width: beside + length + FIGURE, height: BAR }),
        textLine(labels[index] ?? [], faces.mono, { x: left + beside - 8, y, anchor: 'end' }),
        tag('rect', { class: 'bar', x: left + beside, y: y + 3, width: length, height: BAR - 6 }),
        textLine([span(formatNumber(value))], faces.mono, {
          x: left + beside + length + 6,
          y,
          plain: 'soft',
        }),
      ].join('');
    },
  }));
}

/** Columns over the labels of the first and the last, and what the highest stands for. */
function columnsBlock({ bins }: ChartEvent, { left, width }: Room, share: Share): Block {
  const column = width / bins.length;
  const first = bins[0];
  const highest = bins.reduce((most, bin) => (bin.value > most.value ? bin : most), {
    label: '',
    value: 0,
  });
  const { line } = faces.mono;
  const cells = Math.floor(cellsIn(width, faces.mono) / 3);
  const label = (text: string) => truncate([span(text)], cells);
  return {
    height: COLUMNS + line,
    draw: (y) => {
      const below = { y: y + COLUMNS, plain: 'soft' } as const;
      const most = label(`most ${formatNumber(highest.value)} at ${highest.label}`);
      return [
        tag('rect', { class: 'paper', x: left, y, width, height: COLUMNS + line }),
        ...bins.map(({ value }, index) => {
          const height = value > 0 ? Math.max(1, share(value) * (COLUMNS - 4)) : 0;
          return tag('rect', {
            class: 'bar',
            x: left + index * column,
            y: y + COLUMNS - height,
            width: Math.max(0.5, column * 0.85),
            height,
          });
        }),
        tag('line', {
          class: 'rail',
          x1: left,
          x2: left + width,
          y1: y + COLUMNS,
          y2: y + COLUMNS,
        }),
        textLine(label(first?.label ?? ''), faces.mono, { ...below, x: left }),
        textLine(most, faces.mono, { ...below, x: left + width / 2, anchor: 'middle' }),
        textLine(label(bins.at(-1)?.label ?? ''), faces.mono, {
          ...below,
          x: left + width,
          anchor: 'end',
        }),
      ].join('');
    },
  };
}
