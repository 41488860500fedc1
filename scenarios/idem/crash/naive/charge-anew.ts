import type { KeyOfCharge } from '../provider.ts';

/** A new key for each call, as a client of the provider makes one by itself if it is given none. */
export const chargeAnew =
  (newKey: () => string): KeyOfCharge =>
  () =>
    newKey();
