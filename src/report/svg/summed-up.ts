import type {
  CheckEvent,
  FailureEvent,
  FigureEvent,
  TableEvent,
} from '../../lab/record/transcript.ts';
import { formatMeasure } from '../../text/quantities.ts';
import { type Row, span, wrap } from '../../text/spans.ts';
import { madeBy } from '../story/made-by.ts';
import { tableRows } from '../terminal/chart.ts';
import type { Block, Room } from './block.ts';
import { faces } from './sizes.ts';
import { cellsIn, textLine, widthOf } from './text.ts';
import { tag } from './xml.ts';

/** Room between a frame and what is in it, and around the frame. */
const INSIDE = 10;
const AROUND = 5;
/** A frame of more lines is broken into several. */
const MOST_LINES = 20;

/** Rows in frames over all lanes; `sign` stands before the first of them. */
export function framed(
  rows: readonly Row[],
  room: Room,
  options: { readonly frame: 'sheet' | 'alarm' | 'note'; readonly sign?: Row },
): readonly Block[] {
  const { line } = faces.text;
  const indent = options.sign === undefined ? 0 : 20;
  const parts: Row[][] = [];
  for (let at = 0; at < rows.length; at += MOST_LINES) parts.push(rows.slice(at, at + MOST_LINES));
  return parts.map((part, index) => {
    const inner = part.length * line + 2 * (INSIDE - 3);
    const { left: x, width } = room;
    return {
      height: inner + 2 * AROUND,
      draw: (y) => {
        const top = y + AROUND;
        const sign = index === 0 ? (options.sign ?? []) : [];
        const texts = part.map((row, at) => {
          const place = { x: x + INSIDE + indent, y: top + INSIDE - 3 + at * line };
          return textLine(row, faces.text, {
            ...place,
            ...(options.frame === 'note' && { plain: 'soft' }),
          });
        });
        const frame =
          options.frame === 'note'
            ? [
                tag('rect', { class: 'wash', x, y: top, width, height: inner, rx: 5 }),
                tag('rect', { class: 'edge', x, y: top, width: 3, height: inner }),
              ]
            : [tag('rect', { class: options.frame, x, y: top, width, height: inner, rx: 6 })];
        return [
          ...frame,
          textLine(sign, faces.text, { x: x + INSIDE, y: top + INSIDE - 3 }),
          ...texts,
        ].join('');
      },
    };
  });
}

/** How many cells a row has in a frame. */
export function cellsInFrame({ width }: Room, indent = 0): number {
  return cellsIn(width - 2 * INSIDE - indent, faces.text);
}

/** A check with what was seen. */
export function checkBlocks(event: CheckEvent, room: Room): readonly Block[] {
  const asPredicted = event.holds === (event.predicted === 'holds');
  const role = event.holds ? 'good' : asPredicted ? 'warning' : 'bad';
  const cells = cellsInFrame(room, 20);
  const verdict = [
    ...(event.holds || !asPredicted ? [] : [span('broken as predicted · ', 'warning')]),
    ...(asPredicted ? [] : [span('not as predicted · ', 'bad')]),
  ];
  const expected =
    event.expected === event.actual || event.holds
      ? []
      : [span(` · expected ${event.expected}`, 'dim')];
  const rows = [
    ...wrap([span(event.promise, 'strong'), span(` (${madeBy(event)})`, 'dim')], cells),
    ...wrap([...verdict, span(event.actual), ...expected], cells),
  ];
  const sign = [span(event.holds ? '✓' : '✗', role)];
  return framed(rows, room, { frame: asPredicted ? 'sheet' : 'alarm', sign });
}

/** The scenario or the lab broke. */
export function failureBlocks({ code, text }: FailureEvent, room: Room): readonly Block[] {
  const rows = wrap([span(`✗ failed: ${code}  `, 'bad'), span(text)], cellsInFrame(room));
  return framed(rows, room, { frame: 'alarm' });
}

/** A measured figure. */
export function figureBlocks({ name, value, unit }: FigureEvent, room: Room): readonly Block[] {
  const row = [span(`${name}  `), span(formatMeasure(value, unit), 'strong')];
  return wrap(row, cellsIn(room.width - INSIDE, faces.text)).map((each) =>
    lineBlock(each, room, 'text'),
  );
}

/** A table as the terminal aligns it. */
export function tableBlocks(event: TableEvent, room: Room): readonly Block[] {
  const rows = tableRows(event, cellsIn(room.width - INSIDE, faces.mono));
  return rows.map((row) => lineBlock(row, room, 'mono'));
}

/** A line that hides the lanes behind it. */
export function lineBlock(row: Row, { left, width }: Room, face: 'mono' | 'text'): Block {
  const { line } = faces[face];
  return {
    height: line,
    draw: (y) => {
      const covered = Math.min(width, widthOf(row, faces[face]) + INSIDE);
      return [
        tag('rect', { class: 'paper', x: left, y, width: covered, height: line }),
        textLine(row, faces[face], { x: left + INSIDE / 2, y }),
      ].join('');
    },
  };
}
