import type { Announce } from '../dates.ts';

/** As an early draft of the field had it, and as people write dates. */
export const loose: Announce = ({ sunsetAt }) => ({
  Deprecation: 'true',
  Sunset: sunsetAt.toISOString().slice(0, 10),
});
