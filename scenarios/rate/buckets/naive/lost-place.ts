import { NO_PLACE, type Places } from '../at-work.ts';

/** The place is given back in the line behind the work, which work that fails never reaches. */
export function lostPlace(most: number): Places {
  let atWork = 0;
  return {
    async during(work) {
      if (atWork >= most) return NO_PLACE;
      atWork++;
      const result = await work();
      atWork--;
      return result;
    },
  };
}
