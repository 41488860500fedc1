import type { Choose } from '../balancer.ts';

/** Writes each server down as often as its weight says, and goes through the list. */
export function inBursts(): Choose {
  let next = 0;
  return (backends) => {
    const list = backends.flatMap((each) => Array.from({ length: each.weight }, () => each));
    return list[next++ % list.length];
  };
}
