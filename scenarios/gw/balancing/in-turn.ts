import type { Choose } from './balancer.ts';

/** One after the other, and again from the first. It needs to know nothing of servers or requests. */
export function inTurn(): Choose {
  let next = 0;
  return (backends) => backends[next++ % backends.length];
}
