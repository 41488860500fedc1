import { formatLabTime } from '../../text/quantities.ts';
import { type Row, span } from '../../text/spans.ts';
import type { ArrowItem } from '../picture/picture.ts';
import type { ArrowSort } from '../story/sequence.ts';
import type { Block, Room } from './block.ts';
import { faces, TIME } from './sizes.ts';
import { textLine } from './text.ts';
import { tag } from './xml.ts';

/** How many lines of words an arrow has at most. */
const MOST_LINES = 24;
/** Room above the words, for the arrow below them, and behind it. */
const ABOVE = 4;
const STROKE = 13;
const BELOW = 5;
/** From a lane to the words beside it. */
const BESIDE = 10;

const colours: Readonly<Record<ArrowSort, string>> = {
  request: 'request',
  response: 'response',
  query: 'query',
  lost: 'fault',
  cut: 'fault',
  touched: 'faint',
};

/** What crossed between two lanes: its words, and the arrow below them. */
export function arrowBlock(
  item: ArrowItem,
  { lanes, left, width }: Room,
  isNewTime: boolean,
): Block {
  const { arrow, event } = item;
  const rows = shortened(item.rows);
  const [from, to] = [left + lanes.at(arrow.from) * width, left + lanes.at(arrow.to) * width];
  const label = left + lanes.label(arrow).from * width + BESIDE;
  const { line } = faces.mono;
  const text = rows.length * line;
  const colour = colours[arrow.sort];
  return {
    height: ABOVE + text + STROKE + BELOW,
    draw: (y) => {
      const time = [span(formatLabTime(event.at))];
      const place = { x: TIME - 12, y: y + ABOVE, anchor: 'end', plain: 'faint' } as const;
      return [
        isNewTime ? textLine(time, faces.mono, place) : '',
        ...rows.map((row, index) =>
          textLine(row, faces.mono, {
            x: label,
            y: y + ABOVE + index * line,
            ...(index === 0 && { plain: colour }),
          }),
        ),
        stroke(from, to, y + ABOVE + text + 7, arrow.sort, colour),
      ].join('');
    },
  };
}

function shortened(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= MOST_LINES) return rows;
  const more = rows.length - MOST_LINES + 1;
  return [...rows.slice(0, MOST_LINES - 1), [span(`… ${more} more lines …`, 'dim')]];
}

function stroke(from: number, to: number, y: number, sort: ArrowSort, colour: string): string {
  const dashes = { response: 'dashed', lost: 'dashed', cut: 'dotted', touched: 'dotted' };
  const dashed = sort in dashes ? ` ${dashes[sort as keyof typeof dashes]}` : '';
  const end = sort === 'lost' ? from + (to - from) * 0.72 : to;
  const hasHead = sort === 'request' || sort === 'response' || sort === 'query';
  const towards = to < from ? -1 : 1;
  const head = `M${round(to - 8 * towards)} ${round(y - 3.5)}L${round(to)} ${round(y)}L${round(to - 8 * towards)} ${round(y + 3.5)}Z`;
  const cross = (x: number) =>
    `M${round(x - 4.5)} ${round(y - 4.5)}l9 9M${round(x + 4.5)} ${round(y - 4.5)}l-9 9`;
  const crossed = sort === 'lost' ? end : sort === 'cut' ? (from + to) / 2 : undefined;
  return [
    tag('line', {
      class: `${colour}${dashed}`,
      x1: from,
      x2: hasHead ? end - 4 * towards : end,
      y1: y,
      y2: y,
    }),
    hasHead ? tag('path', { class: `head ${colour}`, d: head }) : '',
    crossed === undefined ? '' : tag('path', { class: colour, d: cross(crossed) }),
  ].join('');
}

const round = (value: number) => Math.round(value * 10) / 10;
