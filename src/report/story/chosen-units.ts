import type { Unit } from './unit.ts';

/** How many units a step tells, if there are more, beside those that must be told. */
const PER_STEP = 3;
/** After so many units a story is long, and each step tells less. */
const LONG_STORY = 12;
/** How many more it may tell if steps before it told less. */
const MOST_SAVED = 3;

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
      told.add(units.length - 1);
      for (const [place, unit] of units.entries()) if (mustTell(unit)) told.add(place);
      const room = Math.max(1, PER_STEP + saved - (spent >= LONG_STORY ? 2 : 0));
      const known = new Set<string>();
      for (const [place, unit] of units.entries()) {
        const isFirst = !known.has(unit.likeness);
        known.add(unit.likeness);
        if (isFirst && told.size < room) told.add(place);
      }
      // What is alike is told twice if there is room and nothing would have to be folded for it.
      for (const place of units.keys()) {
        if (units.length <= room && told.size < room) told.add(place);
      }
      for (const place of units.keys()) {
        if (told.has(place)) continue;
        const isAlone = told.has(place - 1) || place === 0;
        if (isAlone && told.has(place + 1)) told.add(place);
      }
      spent += told.size;
      saved = Math.max(0, Math.min(MOST_SAVED, room - told.size));
      return told;
    },
  };
}
