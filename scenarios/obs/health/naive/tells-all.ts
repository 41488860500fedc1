import type { Told } from '../instance.ts';

/** The one who is on call wants to know why. */
export const tellsAll: Told = (isGood, error) =>
  isGood ? { status: 'ok' } : { status: 'unavailable', error: String(error) };
