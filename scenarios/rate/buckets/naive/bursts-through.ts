import type { Clock } from 'apilab';
import type { Queue, QueueSize } from '../leaky-bucket.ts';
import { tokenBucket } from '../token-bucket.ts';

/** Texts are limited like prices. On average it is one a second; at once it is as many as there are tokens. */
export function burstsThrough({ everyMs, places }: QueueSize, clock: Clock): Queue {
  const bucket = tokenBucket({ tokens: places + 1, everyMs });

  return {
    enter() {
      const decision = bucket.take('everybody', clock.now());
      if (decision instanceof Promise || decision.admitted === true) {
        return { entered: true, turn: Promise.resolve() };
      }
      return { entered: false, retryAfterMs: decision.retryAfterMs };
    },
  };
}
