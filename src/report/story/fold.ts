import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { formatCount, formatDuration, formatNumber } from '../../text/quantities.ts';
import type { Nouns } from './kinds/kind.ts';
import type { Unit } from './unit.ts';

/** What is not told one by one, in its place. */
export interface Fold {
  readonly text: string;
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
  return {
    text: `… ${countOf(units, before)}${time} …`,
    hidden: units.flatMap(({ events }) => events),
  };
}

/** A fold names so many sorts of things; what is left is counted. */
const MOST_SORTS = 2;

function countOf(units: readonly Unit[], before: Unit | undefined): string {
  const total = formatNumber(units.length);
  if (before !== undefined && units.every(({ likeness }) => likeness === before.likeness)) {
    return `${total} more like it`;
  }
  const counts = new Map<string, { readonly nouns: Nouns; count: number }>();
  for (const { nouns } of units) {
    const known = counts.get(nouns[0]);
    if (known === undefined) counts.set(nouns[0], { nouns, count: 1 });
    else known.count += 1;
  }
  const sorts = [...counts.values()];
  const parts = sorts.slice(0, MOST_SORTS).map(({ nouns, count }) => formatCount(count, ...nouns));
  const [only = '', ...others] = parts;
  if (others.length === 0) return only.replace(' ', ' more ');
  const rest = sorts.slice(MOST_SORTS).reduce((sum, { count }) => sum + count, 0);
  return `${total} more: ${parts.join(', ')}${rest > 0 ? `, ${formatCount(rest, 'other')}` : ''}`;
}
