import { span, wrap } from '../../text/spans.ts';
import type { Picture } from '../picture/picture.ts';
import { type Column, columnsOf } from './columns.ts';
import {
  BETWEEN,
  faces,
  HEADS,
  HIGHEST,
  LEAST_LANES,
  MARGIN,
  MOST_COLUMNS,
  TIME,
} from './sizes.ts';
import { cellsIn, textLine, widthOf } from './text.ts';
import { tag } from './xml.ts';

/** The picture of a scenario, drawn, and how large it is in pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

/** Room behind the head of a picture, and behind the last thing of a column. */
const BELOW_HEAD = 12;
const BELOW_LANES = 6;
const notAll = 'Only the beginning is drawn: the rest is too large for a picture.';

/**
 * Draws the picture of a scenario at most `HIGHEST` pixels high: what has no room below stands beside it,
 * in another column under the same lanes.
 */
export function drawn(picture: Picture, { hasHead = true } = {}): Drawing {
  // How high the head is depends on how wide the columns are, and they on it: it has at most six lines.
  const mostHead = faces.mono.line + 2 * faces.title.line + 3 * faces.text.line + BELOW_HEAD;
  const highest = HIGHEST - 2 * MARGIN - mostHead - HEADS - BELOW_LANES - faces.text.line;
  const all = columnsOf(picture, highest);
  const columns = all.slice(0, MOST_COLUMNS);
  const between = BETWEEN * Math.max(0, columns.length - 1);
  const whole = columns.reduce((sum, { room }) => sum + TIME + room.width, between);
  const width = Math.max(whole, TIME + LEAST_LANES);
  const head = hasHead ? headOf(picture, width) : { height: 0, content: '' };
  const body = Math.max(0, ...columns.map(({ height }) => height));
  const foot = all.length > columns.length ? faces.text.line : 0;
  let x = MARGIN;
  const parts = columns.map((column) => {
    const part = columnDrawn(column, { x, y: MARGIN + head.height, height: body });
    x += TIME + column.room.width + BETWEEN;
    return part;
  });
  const size = {
    width: width + 2 * MARGIN,
    height: Math.ceil(2 * MARGIN + head.height + HEADS + body + BELOW_LANES + foot),
  };
  const last = { x: MARGIN, y: size.height - MARGIN - foot, plain: 'soft' };
  return {
    ...size,
    content: [
      tag('rect', { class: 'paper', ...size }),
      head.content,
      ...parts,
      foot === 0 ? '' : textLine([span(notAll)], faces.text, last),
    ].join('\n'),
  };
}

/** Which scenario it is, and what it claims. */
function headOf({ scenario }: Picture, width: number) {
  if (scenario === undefined) return { height: 0, content: '' };
  const { id, variant, title, claim } = scenario;
  const lines = [
    { face: faces.mono, plain: 'faint', rows: [[span(`${id} · ${variant.name}`)]] },
    {
      face: faces.title,
      plain: undefined,
      rows: wrap([span(title)], cellsIn(width, faces.title)).slice(0, 2),
    },
    {
      face: faces.text,
      plain: 'soft',
      rows: wrap([span(claim)], cellsIn(width, faces.text)).slice(0, 3),
    },
  ];
  let y = MARGIN;
  const texts = lines.flatMap(({ face, plain, rows }) =>
    rows.map((row) => {
      const text = textLine(row, face, { x: MARGIN, y, ...(plain !== undefined && { plain }) });
      y += face.line;
      return text;
    }),
  );
  return { height: y - MARGIN + BELOW_HEAD, content: texts.join('') };
}

function columnDrawn(
  { room, blocks }: Column,
  { x, y, height }: { readonly x: number; readonly y: number; readonly height: number },
): string {
  const { names } = room.lanes;
  const at = (name: string) => room.left + room.lanes.at(name) * room.width;
  const [top, bottom] = [HEADS - 6, HEADS + height + BELOW_LANES];
  const rails = names.map((name) =>
    tag('line', { class: 'rail', x1: at(name), x2: at(name), y1: top, y2: bottom }),
  );
  const heads = names.map((name) => {
    const row = [span(name, 'strong')];
    const wide = widthOf(row, faces.mono) + 22;
    const frame = { class: 'sheet', x: at(name) - wide / 2, y: 2, width: wide, height: 24, rx: 12 };
    return `${tag('rect', frame)}${textLine(row, faces.mono, { x: at(name), y: 5, anchor: 'middle' })}`;
  });
  let below = HEADS;
  const content = blocks.map((block) => {
    const drawn = block.draw(below);
    below += block.height;
    return drawn;
  });
  return tag('g', { transform: `translate(${x} ${y})` }, ...rails, ...heads, '\n', ...content);
}
