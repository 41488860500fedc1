import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { toldAs } from './kinds/index.ts';
import type { Happening, Unit } from './unit.ts';

/** How many rows a step tells, about, if there are more, beside those that must be told. */
const ROWS_PER_STEP = 3;
/** How many more it may tell if the step before it told less. */
const MOST_SAVED = 1;
/** How many more it may tell of what was not seen before in the run. */
const ROWS_FOR_NEWS = 2;
/** After so many rows a story is long, and each step tells less. */
const LONG_STORY = 8;
const ROWS_PER_LATE_STEP = 2;
const ROWS_FOR_LATE_NEWS = 1;

/** Chooses the units of a step that tell its story. */
export interface UnitChooser {
  /**
   * The units that are told. The last exchange, frame or cut always is, and so is each unit that
   * `mustTell` names; of units alike, the first. What is not told is folded, and a fold never takes the
   * room of what it hides.
   *
   * @param happenings what the units are made of, in order
   */
  choose(
    units: readonly Unit[],
    happenings: readonly Happening[],
    mustTell: (unit: Unit) => boolean,
  ): ReadonlySet<Unit>;
}

/** A chooser for one scenario: what a step saves, later ones may spend. */
export function unitChooser(): UnitChooser {
  let saved = 0;
  let spent = 0;
  const seen = new Set<string>();
  return {
    choose(units, happenings, mustTell) {
      const told = new Set<Unit>();
      if (units.length === 0) return told;
      const isLate = spent >= LONG_STORY;
      const room = (isLate ? ROWS_PER_LATE_STEP : ROWS_PER_STEP) + saved;
      const news = isLate ? ROWS_FOR_LATE_NEWS : ROWS_FOR_NEWS;
      for (const unit of units) if (mustTell(unit)) told.add(unit);
      const last = lastOf(units, happenings);
      if (last !== undefined) told.add(last);
      // What is alike is told too if there is room for all of it, and nothing is folded for it.
      if (rowsOf(units) <= room) for (const unit of units) told.add(unit);
      const known = new Set<string>();
      const pauses = pausesBefore(units);
      // Statements are told if exchanges leave room for them.
      for (const unit of [...units.filter(isOnWire), ...units.filter((each) => !isOnWire(each))]) {
        const kind = `${unit.likeness}\n${pauses.get(unit)}`;
        const isFirst = !known.has(kind);
        known.add(kind);
        const more = seen.has(unit.likeness) ? 0 : news;
        // The fold takes a row. What is lost on its way is told whatever room it takes.
        const hasRoom = rowsOf([...told, unit]) < room + more || isLost(unit);
        if (isFirst && hasRoom) told.add(unit);
      }
      for (const { likeness } of units) seen.add(likeness);
      for (const unit of smallFolds(units, happenings, told)) told.add(unit);
      const rows = rowsOf([...told]);
      spent += rows;
      saved = Math.max(0, Math.min(MOST_SAVED, room - rows));
      return told;
    },
  };
}

/** The exchange, frame or cut that ends last; the last statement where there is nothing else. */
function lastOf(units: readonly Unit[], happenings: readonly Happening[]): Unit | undefined {
  const end = happenings.findLast((each) => !isAside(each)) ?? happenings.at(-1);
  return units.find(({ events }) => end !== undefined && events.includes(end));
}

/** True for what no step ends with, if there is anything else: a statement, a heartbeat. */
function isAside(event: Happening): boolean {
  if (event.type === 'query') return true;
  return event.type === 'message' && toldAs(event.message).routine(event.message) !== undefined;
}

/** Shorter pauses are alike. In milliseconds. */
const WORTH_TELLING_MS = 100;

/**
 * About how long it was since the unit before began, so that a wait that doubles is not like the one
 * before it; nothing for what comes at a steady beat.
 */
function pausesBefore(units: readonly Unit[]): ReadonlyMap<Unit, number> {
  const pauses = new Map<Unit, number>();
  const ofLikeness = new Map<string, Set<number>>();
  for (const [index, unit] of units.entries()) {
    const begun = unit.events[0]?.at ?? 0;
    const waitedMs = begun - (units[index - 1]?.events[0]?.at ?? begun);
    const pause = waitedMs < WORTH_TELLING_MS ? 0 : 1 + Math.round(Math.log2(waitedMs));
    pauses.set(unit, pause);
    const known = ofLikeness.get(unit.likeness);
    if (known === undefined) ofLikeness.set(unit.likeness, new Set());
    else known.add(pause);
  }
  const isUneven = ({ likeness }: Unit) => (ofLikeness.get(likeness)?.size ?? 0) > 1;
  return new Map([...pauses].filter(([unit]) => isUneven(unit)));
}

function isOnWire({ events }: Unit): boolean {
  return events[0]?.type !== 'query';
}

/** True for what did not arrive whole. */
function isLost({ events }: Unit): boolean {
  return events.some((event) => event.type === 'message' && event.delivery !== 'whole');
}

/** What would be folded alone, and is an exchange or takes no more than the row of its fold. */
function smallFolds(
  units: readonly Unit[],
  happenings: readonly Happening[],
  told: ReadonlySet<Unit>,
): readonly Unit[] {
  const unitOf = new Map<TranscriptEvent, Unit>();
  for (const unit of units) for (const event of unit.events) unitOf.set(event, unit);
  const small: Unit[] = [];
  let hidden: Unit[] = [];
  const close = () => {
    if (hidden.length === 1 && rowsOf(hidden) <= 2) small.push(...hidden);
    hidden = [];
  };
  for (const event of happenings) {
    const unit = unitOf.get(event);
    if (unit === undefined) continue;
    if (told.has(unit)) close();
    else if (unit.events[0] === event) hidden.push(unit);
  }
  close();
  return small;
}

/** How many rows units take, about. */
function rowsOf(units: readonly Unit[]): number {
  return units.reduce((sum, unit) => sum + rowsOfUnit(unit), 0);
}

/** A request and its answer share a row if neither has content; so do frames of one call that go one way at a time. */
function rowsOfUnit({ events }: Unit): number {
  let rows = 0;
  let before: Happening | undefined;
  for (const event of events) {
    if (before === undefined || !sharesRow(before, event)) rows += 1;
    before = event;
  }
  return rows;
}

function sharesRow(before: Happening, event: Happening): boolean {
  if (before.type !== 'message' || event.type !== 'message') return false;
  if (before.message.kind === 'http2-frame' && event.message.kind === 'http2-frame') {
    return before.message.direction === event.message.direction && before.at === event.at;
  }
  return isBare(before) && isBare(event);
}

function isBare({ message }: Extract<Happening, { type: 'message' }>): boolean {
  return 'content' in message && message.content.byteLength === 0;
}
