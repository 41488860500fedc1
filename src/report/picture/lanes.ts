import type { PartyName } from '../../tap/events.ts';
import { cellCount } from '../../text/cells.ts';
import { type Row, rowCells } from '../../text/spans.ts';
import type { Arrow } from '../story/sequence.ts';

/** Where the lanes of a picture stand. Places are shares of its width, from 0 to 1. */
export interface Lanes {
  readonly names: readonly PartyName[];
  /** How wide the picture is if no label is to be wrapped further, in cells of a monospaced font. */
  readonly cells: number;
  /** The place of a party's lane. */
  at(name: PartyName): number;
  /** Where the words of an arrow stand: beside its sender, between two lanes, so that they cross none. */
  label(arrow: Arrow): { readonly from: number; readonly to: number };
}

/** Something that is to be written beside an arrow. */
export interface Labelled {
  readonly arrow: Arrow;
  readonly rows: readonly Row[];
}

/** How wide a label may be, in cells, by the number of lanes: with many, a picture must not be too wide. */
const LABEL_CELLS = [62, 62, 62, 44, 36];
/** Room at both sides of a label, in cells. */
const BESIDE_LABEL = 4;
/** The narrowest room between two lanes, in cells. */
const LEAST_GAP = 18;
/** What the frame of a lane's name takes besides it, in cells. */
const AROUND_NAME = 4;

/** How wide the words of an arrow may be in a picture with so many lanes, in cells. */
export function labelCells(lanes: number): number {
  return LABEL_CELLS[Math.min(lanes, LABEL_CELLS.length - 1)] ?? 62;
}

/** Lanes for parties in their order, as far from each other as what is written between them needs. */
export function lanesFor(names: readonly PartyName[], labels: readonly Labelled[]): Lanes {
  const half = (name: PartyName | undefined) => (cellCount(name ?? '') + AROUND_NAME) / 2;
  const place = new Map(names.map((name, index) => [name, index]));
  const placeOf = (name: PartyName) => place.get(name) ?? 0;
  /** Rooms between lanes by the lane on their left; behind the last lane there is one, too. */
  const roomOf = ({ from, to }: Arrow): number => {
    const [sender, receiver] = [placeOf(from), placeOf(to)];
    if (receiver < sender) return sender - 1;
    return sender === receiver && sender > 0 && sender === names.length - 1 ? sender - 1 : sender;
  };
  const rooms = names.map((name, index) => {
    const next = names[index + 1];
    return next === undefined
      ? half(name)
      : Math.max(LEAST_GAP, half(name) + half(next) + BESIDE_LABEL);
  });
  for (const { arrow, rows } of labels) {
    const room = roomOf(arrow);
    const needed = Math.max(0, ...rows.map(rowCells)) + BESIDE_LABEL;
    rooms[room] = Math.max(rooms[room] ?? 0, needed);
  }
  const places: number[] = [];
  let cells = half(names[0]);
  for (const room of rooms) {
    places.push(cells);
    cells += room;
  }
  const share = (place: number) => Math.round(((places[place] ?? cells) / cells) * 10_000) / 10_000;
  return {
    names,
    cells,
    at: (name) => share(placeOf(name)),
    label: (arrow) => ({ from: share(roomOf(arrow)), to: share(roomOf(arrow) + 1) }),
  };
}
