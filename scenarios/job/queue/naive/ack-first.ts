import { leasedQueue, type OpenQueue } from '../queue.ts';

/** A job is taken out of the queue when it is handed over, as with automatic acknowledgement. */
export const ackFirst: OpenQueue = (db, options) => {
  const queue = leasedQueue(db, options);
  return {
    ...queue,
    take() {
      const job = queue.take();
      if (job !== undefined) db.run('DELETE FROM jobs WHERE id = ?', [job.id]);
      return job;
    },
    finish: (_, effect) => effect(),
  };
};
