/** What becomes of work that found no place. */
export const NO_PLACE = Symbol('no place');

/** Bounds how much goes on at once. */
export interface Places {
  /** Does the work if there is a place for it; the place is taken until the work has ended. */
  during<T>(work: () => Promise<T>): Promise<T | typeof NO_PLACE>;
}

/**
 * So many at work at once, however fast they come. The place is given back when the work has ended,
 * however it ends: a place that is lost once in a while is a server that stands still one day.
 */
export function placesFor(most: number): Places {
  let atWork = 0;
  return {
    async during(work) {
      if (atWork >= most) return NO_PLACE;
      atWork++;
      try {
        return await work();
      } finally {
        atWork--;
      }
    },
  };
}
