import type { Plan } from '../dates.ts';

const NINETY_DAYS_MS = 90 * 24 * 3600 * 1000;

/** Everybody has ninety days from now. */
export const rolling =
  (plan: Plan): Plan =>
  (now) => ({ ...plan(now), sunsetAt: new Date(now.getTime() + NINETY_DAYS_MS) });
