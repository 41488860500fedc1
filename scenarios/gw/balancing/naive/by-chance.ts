import type { Random } from 'apilab';
import type { Choose } from '../balancer.ts';

/** Draws a server for each request. */
export const byChance =
  (random: Pick<Random, 'integer'>): Choose =>
  (backends) =>
    backends[random.integer(0, backends.length - 1)];
