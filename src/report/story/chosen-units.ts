import type { Unit } from './unit.ts';

/** How many rows a step tells, about, if there are more, beside those that must be told. */
const ROWS_PER_STEP = 4;
/** How many more it may tell if steps before it told less. */
const MOST_SAVED = 2;
/** After so many rows a story is long, and each step tells less. */
const LONG_STORY = 14;
const ROWS_PER_LATE_STEP = 2;

/** Chooses the units of a step that tell its story. */
export interface UnitChooser {
  /**
   * The places of the units that are told, in order. The last one always is, and so is each that
   * `mustTell` names; of units alike, the first. What is not told is folded, and a fold of one would take
   * the room of what it hides, so that one is told.
   */
  choose(units: readonly Unit[], mustTell: (unit: Unit) => boolean): ReadonlySet<number>;
}

/** A chooser for one scenario: what a step saves, later ones may spend. */
export function unitChooser(): UnitChooser {
  let saved = 0;
  let spent = 0;
  return {
    choose(units, mustTell) {
      const told = new Set<number>();
      if (units.length === 0) return told;
      const room = (spent >= LONG_STORY ? ROWS_PER_LATE_STEP : ROWS_PER_STEP) + saved;
      let rows = 0;
      const tell = (place: number) => {
        if (told.has(place)) return;
        told.add(place);
        rows += rowsOf(units[place]);
      };
      tell(units.length - 1);
      for (const [place, unit] of units.entries()) if (mustTell(unit)) tell(place);
      const known = new Set<string>();
      for (const [place, unit] of units.entries()) {
        const isFirst = !known.has(unit.likeness);
        known.add(unit.likeness);
        if (isFirst && rows + rowsOf(unit) <= room) tell(place);
      }
      // What is alike is told too if there is room for all of it, and nothing is folded for it.
      const all = units.reduce((sum, unit) => sum + rowsOf(unit), 0);
      for (const place of units.keys()) if (all <= room) tell(place);
      for (const place of units.keys()) {
        const isAlone = place === 0 || told.has(place - 1);
        if (isAlone && told.has(place + 1) && rowsOf(units[place]) <= 2) tell(place);
      }
      spent += rows;
      saved = Math.max(0, Math.min(MOST_SAVED, room - rows));
      return told;
    },
  };
}

/** How many rows a unit takes, about: a request and its answer share one if neither has content. */
function rowsOf(unit: Unit | undefined): number {
  if (unit === undefined) return 0;
  const bare = unit.events.filter(
    (event) =>
      event.type === 'message' &&
      'content' in event.message &&
      event.message.content.byteLength === 0,
  );
  return unit.events.length - (bare.length >= 2 ? 1 : 0);
}
