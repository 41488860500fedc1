import type { Clock } from 'apilab';

/** How long it takes to sum up a year, or to find out that it cannot be. */
export const REPORT_MS = 2000;

/** There are no figures of that year. */
export class NoFigures extends Error {
  override readonly name = 'NoFigures';
  readonly code = 'no-figures';
}

/** What a shop took in a year. */
export interface Report {
  readonly year: number;
  readonly cents: number;
}

/**
 * Sums up years, slowly. @throws NoFigures, or the signal's reason once it is aborted
 *
 * @param taken in cents, by year
 */
export function reports(taken: Readonly<Record<string, number>>, clock: Clock) {
  return async (year: number, signal: AbortSignal): Promise<Report> => {
    await clock.sleep(REPORT_MS, { signal });
    const cents = taken[year];
    if (cents === undefined) throw new NoFigures(`no figures of ${year}`);
    return { year, cents };
  };
}
