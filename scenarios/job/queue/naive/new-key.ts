import type { KeyOf } from '../confirmation.ts';

/** A key of its own for each mail, made where it is sent. */
export const newKey =
  (uuid: () => string): KeyOf =>
  () =>
    uuid();
