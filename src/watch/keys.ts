import type { Row } from '../text/spans.ts';
import { gap, rowCells, span } from '../text/spans.ts';
import type { Extent, State } from './state.ts';

/** A key and what it does now. */
interface Offer {
  readonly key: string;
  readonly does: string;
  /** Stands in the line of keys also if there is little room. */
  readonly always?: true;
}

/** The kind of variant that `s` shows next. */
export type NextBeside = 'naive' | 'correct' | 'alone';

/** The line of keys: all that there is room for, and where the others are found. */
export function keyRow(state: State, extent: Extent, next: NextBeside, cells: number): Row {
  const offers = state.over === 'list' ? LIST_KEYS : offersOf(state, extent, next);
  const all = rowOf(offers);
  return rowCells(all) <= cells ? all : rowOf(offers.filter(({ always }) => always));
}

const LIST_KEYS: readonly Offer[] = [
  { key: '↑ ↓', does: 'choose', always: true },
  { key: 'Enter', does: 'go there', always: true },
  { key: 'l', does: 'back' },
  { key: 'q', does: 'quit', always: true },
];

function offersOf(state: State, extent: Extent, next: NextBeside): readonly Offer[] {
  if (state.over === 'keys') {
    return [
      { key: '?', does: 'back', always: true },
      { key: 'q', does: 'quit', always: true },
    ];
  }
  const isLast = state.page === extent.pages - 1;
  return [
    ...(isLast ? [] : [{ key: 'n', does: 'next', always: true } as const]),
    ...(state.page === 0 ? [] : [{ key: 'b', does: 'back', always: true } as const]),
    { key: 'l', does: 'list', always: true },
    { key: 'd', does: state.detail === 'full' ? 'brief' : 'detail' },
    { key: 'h', does: state.detail === 'hex' ? 'brief' : 'hex' },
    ...(extent.others === 0 ? [] : [{ key: 's', does: next }]),
    ...(extent.hasFaults || state.withoutFaults
      ? [{ key: 'f', does: state.withoutFaults ? 'fault' : 'no fault' }]
      : []),
    { key: '?', does: 'keys', always: true },
    { key: 'q', does: 'quit', always: true },
  ];
}

function rowOf(offers: readonly Offer[]): Row {
  return offers.flatMap(({ key, does }, index) => [
    ...(index === 0 ? [] : [gap(2)]),
    span(key, 'strong'),
    span(` ${does}`, 'dim'),
  ]);
}

/** What every key does, for who asks. */
export const ALL_KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['n →', 'the next step'],
  ['b ←', 'the step before'],
  ['Enter, space', 'further down, then the next step'],
  ['↑ ↓ PgUp PgDn', 'up and down in a step that is higher than the screen'],
  ['l, 1 to 9', 'the list of steps; a step by its number'],
  ['d', 'detail: every field, every byte count; again for brief'],
  ['h', 'hex: every byte with what it is; again for brief'],
  ['s', 'the same step as another variant plays it: beside if there is room, else in its place'],
  ['f', 'the same run without what the tap does to connections'],
  ['q', 'leave, with how it came out'],
];
