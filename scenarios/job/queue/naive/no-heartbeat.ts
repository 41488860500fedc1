import { leasedQueue, type OpenQueue } from '../queue.ts';

/** The lease is as long as it is: jobs were quick when it was chosen. */
export const noHeartbeat: OpenQueue = (db, options) => ({
  ...leasedQueue(db, options),
  extend: () => true,
});
