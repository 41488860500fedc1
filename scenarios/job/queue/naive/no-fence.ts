import { leasedQueue, type OpenQueue } from '../queue.ts';

/** Whoever says that a job is done is believed: `DELETE FROM jobs WHERE id = ?`. */
export const noFence: OpenQueue = (db, options) => ({
  ...leasedQueue(db, options),
  finish(job, effect) {
    db.transaction(() => {
      effect();
      db.run('DELETE FROM jobs WHERE id = ?', [job.id]);
    });
  },
});
