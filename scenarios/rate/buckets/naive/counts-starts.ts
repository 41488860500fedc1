import type { Clock } from 'apilab';
import { NO_PLACE, type Places } from '../at-work.ts';
import { tokenBucket } from '../token-bucket.ts';

/** A rate for slow work as well: so many may begin, whatever has not ended. */
export function countsStarts(most: number, clock: Clock): Places {
  const starts = tokenBucket({ tokens: 2 * most, everyMs: 1000 });

  return {
    async during(work) {
      const { admitted } = await starts.take('everybody', clock.now());
      return admitted === true ? work() : NO_PLACE;
    },
  };
}
