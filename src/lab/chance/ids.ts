import type { Ids } from '../scenario/lab.ts';
import type { Random } from './random.ts';

/** Identifiers drawn from the seed: the same in every run, and shaped as real ones are. */
export function seededIds(random: Random): Ids {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => random.integer(0, 15).toString(16)).join('');
  return {
    uuid: () =>
      `${hex(8)}-${hex(4)}-4${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`,
  };
}
