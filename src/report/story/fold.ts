import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { formatCount, formatDuration, formatNumber } from '../../text/quantities.ts';
import type { Nouns } from './kinds/kind.ts';
import type { Unit } from './unit.ts';

/** What is not told one by one, in its place. */
export interface Fold {
  readonly text: string;
  /** The same as what was before the row behind it: `9 exchanges, 3 frames, 154 ms later`. */
  readonly later: string;
  /** What it stands for, in order. */
  readonly hidden: readonly TranscriptEvent[];
}

/**
 * Units that are not told, in words: `… 3 more like it, 700 ms …`, `… 12 more: 9 exchanges, 3 frames …`.
 *
 * @param before the unit told before them
 * @param spanMs lab time from what is told before them to what is told behind them
 */
export function foldOf(units: readonly Unit[], before: Unit | undefined, spanMs: number): Fold {
  const time = spanMs > 0 ? `, ${formatDuration(spanMs)}` : '';
  const count = areLike(before, units)
    ? `${formatNumber(units.length)} like it`
    : sortsOf(units).join(', ');
  return {
    text: `… ${countOf(units, before)}${time} …`,
    later: `${count}${time} later`,
    hidden: units.flatMap(({ events }) => events),
  };
}

/** A fold names so many sorts of things; what is left is counted. */
const MOST_SORTS = 2;
/** And one sort only if two take more than this. */
const MOST_CHARACTERS = 30;

function countOf(units: readonly Unit[], before: Unit | undefined): string {
  const total = formatNumber(units.length);
  if (areLike(before, units)) return `${total} more like it`;
  const parts = sortsOf(units);
  const [only = '', ...others] = parts;
  return others.length === 0 ? only.replace(' ', ' more ') : `${total} more: ${parts.join(', ')}`;
}

function areLike(before: Unit | undefined, units: readonly Unit[]): boolean {
  return before !== undefined && units.every(({ likeness }) => likeness === before.likeness);
}

/** How many of which sort: `9 exchanges`, `3 frames`, `2 others`. */
function sortsOf(units: readonly Unit[]): readonly string[] {
  const counts = new Map<string, { readonly nouns: Nouns; count: number }>();
  for (const { nouns } of units) {
    const known = counts.get(nouns[0]);
    if (known === undefined) counts.set(nouns[0], { nouns, count: 1 });
    else known.count += 1;
  }
  const sorts = [...counts.values()];
  const named = sorts.map(({ nouns, count }) => formatCount(count, ...nouns));
  const isLong = named.slice(0, MOST_SORTS).join(', ').length > MOST_CHARACTERS;
  const parts = named.slice(0, isLong ? 1 : MOST_SORTS);
  const rest = sorts.slice(parts.length).reduce((sum, { count }) => sum + count, 0);
  return rest > 0 ? [...parts, formatCount(rest, 'other')] : parts;
}
