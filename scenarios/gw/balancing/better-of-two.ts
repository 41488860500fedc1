import type { Random } from 'apilab';
import type { Choose } from './balancer.ts';

/**
 * Draws two servers by chance and takes the one with fewer requests at work. Several balancers that know nothing of
 * each other do not all run to the same idle server, and nobody has to look at a thousand of them.
 */
export const betterOfTwo =
  (random: Pick<Random, 'integer'>): Choose =>
  (backends) => {
    if (backends.length < 2) return backends[0];
    const first = random.integer(0, backends.length - 1);
    // Another one: the places behind the first are moved up by one.
    const drawn = random.integer(0, backends.length - 2);
    const [one, other] = [backends[first], backends[drawn < first ? drawn : drawn + 1]];
    return one !== undefined && other !== undefined && other.atWork() < one.atWork() ? other : one;
  };
