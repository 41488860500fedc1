import { gap, indent, type Row, rowCells, span, truncate } from '../../text/spans.ts';
import { LONGER_CELLS } from './in-words.ts';
import type { Lane } from './lane.ts';

/** The columns of the picture, in cells. */
export interface Layout {
  readonly width: number;
  /** Where step titles' text, notes and traffic begin. */
  readonly margin: number;
  /** Lane and time together; in a narrow terminal they stand on a row of their own. */
  readonly laneCells: number;
  /** Where the text of traffic begins. */
  readonly textColumn: number;
  /** How wide the text of traffic may be. */
  readonly textCells: number;
  /** Whether text stands beside lane and time rather than below them. */
  readonly beside: boolean;
}

const narrowest = 40;
const widest = 200;
/** How wide a terminal must be for text beside lane and time rather than below them, in cells. */
const besideFrom = 72;

/** Room for `client → receiver +11.02 s`, in cells. */
const LIVE_LANE_CELLS = 27;

/** Decides the columns for a terminal of `width` columns. */
export function layoutFor(width: number): Layout {
  const bounded = Math.min(widest, Math.max(narrowest, Math.floor(width)));
  if (bounded < besideFrom) return inOneColumn(bounded);
  const [margin, laneCells, between] = bounded < 100 ? [2, 24, 2] : [5, 28, 3];
  const textColumn = margin + laneCells + between;
  const textCells = bounded - textColumn;
  return { width: bounded, margin, laneCells, textColumn, textCells, beside: true };
}

/** The columns of a live session, whose times are longer and stand in each row beside the names. */
export function liveLayoutFor(width: number): Layout {
  const usual = layoutFor(width);
  const wider = LIVE_LANE_CELLS - usual.laneCells;
  if (!usual.beside || wider <= 0) return usual;
  const { textColumn, textCells } = usual;
  return {
    ...usual,
    laneCells: LIVE_LANE_CELLS,
    textColumn: textColumn + wider,
    textCells: textCells - wider,
  };
}

/** Text below its lane, and room at the end of each row for words that are longer than their signs. */
export function layoutForWords(width: number): Layout {
  const room = layoutFor(width).width - LONGER_CELLS;
  return inOneColumn(room, Math.min(40, room - 2));
}

function inOneColumn(width: number, laneCells = 28): Layout {
  return { width, margin: 2, laneCells, textColumn: 4, textCells: width - 4, beside: false };
}

/** Puts rows behind their lane and when it was; the rows must be at most `textCells` wide. */
export function laneRows(
  layout: Layout,
  lane: Lane,
  when: string,
  rows: readonly Row[],
): readonly Row[] {
  const { width, margin, laneCells, textColumn, beside } = layout;
  const time = span(when, 'dim');
  const room = laneCells - rowCells([time]) - 1;
  const spaced = namesOf(lane, ' ');
  const fitting = [spaced, namesOf(lane, '')].find((names) => rowCells(names) <= room);
  // Names too long for the column push the text to a row of its own rather than out of its column.
  const names = fitting ?? truncate(spaced, width - margin - rowCells([time]) - 2);
  const free = laneCells - rowCells(names) - rowCells([time]);
  const between = fitting === undefined ? Math.max(2, free) : free;
  const head: Row = [
    gap(margin),
    ...names,
    ...(when === '' && !beside ? [] : [gap(between), time]),
  ];
  if (fitting === undefined || !beside) return [head, ...indent(rows, textColumn)];
  const [first = [], ...others] = rows;
  return [[...head, gap(textColumn - rowCells(head)), ...first], ...indent(others, textColumn)];
}

/** The two names, close together if there is no room for spaces between them. */
function namesOf({ left, arrow, right, role }: Lane, space: '' | ' '): Row {
  return [span(`${left}${space}`), span(arrow, role), span(`${space}${right}`)];
}
