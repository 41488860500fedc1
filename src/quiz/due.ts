const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long until a time, as it is said: `now`, `in 10 minutes`, `in 4 days`. */
export function inWords(due: Date, now: Date): string {
  const ms = due.getTime() - now.getTime();
  if (ms <= 0) return 'now';
  if (ms < HOUR) return `in ${count(Math.ceil(ms / MINUTE), 'minute')}`;
  if (ms < DAY) return `in ${count(Math.round(ms / HOUR), 'hour')}`;
  return `in ${count(Math.round(ms / DAY), 'day')}`;
}

/** A number with its unit: `1 card`, `4 cards`. */
export function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** A day as people count it where they are: `2026-03-01`. */
export type Day = string;

/** The day of a moment, in local time. */
export function dayOf(moment: Date): Day {
  const two = (number: number) => `${number}`.padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
