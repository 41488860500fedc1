import type { Clock } from 'apilab';
import type { Queue, QueueSize } from '../leaky-bucket.ts';

/** A queue that takes whatever comes: nobody is refused, and everybody waits. */
export function endlessQueue({ everyMs }: QueueSize, clock: Clock): Queue {
  let free = Promise.resolve();

  return {
    enter() {
      const turn = free;
      free = turn.then(() => clock.sleep(everyMs));
      return { entered: true, turn };
    },
  };
}
