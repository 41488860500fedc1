/** When something is deprecated, and when it is expected to end. */
export interface Dates {
  readonly deprecatedAt: Date;
  readonly sunsetAt: Date;
}

/** The dates as they are told at some time. */
export type Plan = (now: Date) => Dates;

/**
 * Dates that were decided once, and stay.
 *
 * @throws RangeError if the end lies before the deprecation, which it must not (RFC 9745 §4)
 */
export function decided(dates: Dates): Plan {
  if (dates.sunsetAt < dates.deprecatedAt) throw new RangeError('it ends before it is deprecated');
  return () => dates;
}

/** How the dates are written into the fields of an answer. */
export type Announce = (
  dates: Dates,
) => Readonly<Record<'Deprecation', string>> & Readonly<Record<'Sunset', string>>;

/** Two fields, two ways to write a date: seconds behind an `@` (RFC 9745 §2.1), and an HTTP-date (RFC 8594 §3). */
export const announceDates: Announce = ({ deprecatedAt, sunsetAt }) => ({
  Deprecation: `@${Math.floor(deprecatedAt.getTime() / 1000)}`,
  Sunset: sunsetAt.toUTCString(),
});
