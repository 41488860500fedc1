import type { Random } from './random.ts';

/** Identifiers that are the same in every run with the same seed. */
export interface Ids {
  /** A version 4 UUID (RFC 9562 §5.4) from the seed. */
  uuid(): string;
}

/** Identifiers drawn from the seed: the same in every run, and shaped as real ones are. */
export function seededIds(random: Random): Ids {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => random.integer(0, 15).toString(16)).join('');
  return {
    uuid: () =>
      `${hex(8)}-${hex(4)}-4${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`,
  };
}
