import type { Progress } from '../progress/progress.ts';
import { type Day, dayOf } from '../quiz/due.ts';

const DAY_MS = 86_400_000;

/** How many days from one day to another, whatever the clocks did in between. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** How many cards were answered on each day on which some were. */
export function answersByDay({ cards }: Progress): ReadonlyMap<Day, number> {
  const days = new Map<Day, number>();
  for (const { reviews } of Object.values(cards)) {
    for (const { at } of reviews) {
      const day = dayOf(new Date(at));
      days.set(day, (days.get(day) ?? 0) + 1);
    }
  }
  return days;
}

/** Days in a row on which something was learned. */
export interface Streak {
  /** Up to today, or up to yesterday if today is not over; 0 if it was broken. */
  readonly days: number;
  /** True if today counts already. */
  readonly today: boolean;
  readonly longest: number;
}

/** The streak of somebody: a card answered, a lesson read or a prediction made counts for its day. */
export function streakOf(progress: Progress, now: Date): Streak {
  const moments = [
    ...Object.values(progress.lessons).map(({ at }) => at),
    ...Object.values(progress.predictions ?? {}).flatMap((each) =>
      Object.values(each).map(({ at }) => at),
    ),
    ...(progress.exams ?? []).map(({ at }) => at),
  ].map((at) => dayOf(new Date(at)));
  const days = [...new Set([...answersByDay(progress).keys(), ...moments])].sort();
  let longest = 0;
  let run = 0;
  let former: Day | undefined;
  for (const day of days) {
    run = former !== undefined && daysBetween(former, day) === 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    former = day;
  }
  const since = former === undefined ? 2 : daysBetween(former, dayOf(now));
  return { days: since <= 1 ? run : 0, today: since <= 0, longest };
}
