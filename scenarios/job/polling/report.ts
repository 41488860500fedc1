import type { Clock } from 'apilab';
import { type Work, WorkFailed } from './runner.ts';

/** Before this year there is nothing to report. */
const FIRST_YEAR = 2020;

/** In which month the database goes away once, in the third quarter of the work. */
const UNLUCKY = '2026-03';

/**
 * Reads the sales of a period quarter by quarter, which takes time. Between two quarters it looks whether it
 * is to stop: a query that runs is not interrupted.
 */
export const salesReport =
  ({
    clock,
    secondsOf,
  }: {
    readonly clock: Clock;
    readonly secondsOf: (period: string) => number;
  }) =>
  (period: string): Work =>
  async ({ progress, signal }) => {
    const quarterMs = (secondsOf(period) * 1000) / 4;
    const read = async (quarter: number) => {
      signal.throwIfAborted();
      await clock.sleep(quarterMs);
      if (quarter < 4) progress(quarter * 25);
    };
    await read(1);
    if (Number(period.slice(0, 4)) < FIRST_YEAR) throw new WorkFailed(NOTHING_THERE);
    await read(2);
    if (period === UNLUCKY) {
      await clock.sleep(1000);
      // The connection is lost, and with it what the second quarter gave.
      progress(25);
      await read(2);
    }
    await read(3);
    await read(4);
    return `period,orders,cents\n${period},${period.length * 311},${period.length * 4_178_300}\n`;
  };

const NOTHING_THERE = {
  type: '/problems/nothing-to-report',
  title: 'There were no sales in that period',
  status: 422,
};
