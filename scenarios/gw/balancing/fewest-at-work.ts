import type { Choose } from './balancer.ts';

/** Whoever has the fewest requests at work. Of those that have equally few, the next one: else the first would get all. */
export function fewestAtWork(): Choose {
  let next = 0;
  return (backends) => {
    const fewest = Math.min(...backends.map((each) => each.atWork()));
    const free = backends.filter((each) => each.atWork() === fewest);
    return free[next++ % free.length];
  };
}
