import type { CardOutline } from '../content/card.ts';
import type { Progress } from '../progress/progress.ts';
import { type Day, dayOf } from '../quiz/due.ts';
import { isDue, standingOf } from '../quiz/standing.ts';
import { daysBetween } from './days.ts';

/** What the schedule will ask for. */
export interface Forecast {
  /** How many cards are due now. */
  readonly now: number;
  /** How many become due on the days to come, today first; days without any are left out. */
  readonly days: readonly { readonly day: Day; readonly inDays: number; readonly cards: number }[];
  /** How many are due after that. */
  readonly later: number;
}

/** How many days a forecast looks ahead. */
const DAYS_AHEAD = 6;

/** When the cards that were answered are due. */
export function forecastOf(cards: readonly CardOutline[], progress: Progress, now: Date): Forecast {
  const today = dayOf(now);
  const days = new Map<Day, number>();
  let due = 0;
  let later = 0;
  for (const card of cards) {
    const standing = standingOf(card, progress);
    if (standing === undefined) continue;
    const day = dayOf(new Date(standing.schedule.due));
    if (isDue(standing, now)) due++;
    else if (daysBetween(today, day) > DAYS_AHEAD) later++;
    else days.set(day, (days.get(day) ?? 0) + 1);
  }
  const told = [...days].sort(([a], [b]) => a.localeCompare(b));
  return {
    now: due,
    days: told.map(([day, count]) => ({ day, inDays: daysBetween(today, day), cards: count })),
    later,
  };
}
