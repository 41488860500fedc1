import { type Conditions, evaluated } from '../../parts/conditions.ts';

/** Knows `If-None-Match`, for caches, and lets every write through: the last one wins. */
export const lastWriteWins: Conditions = {
  ...evaluated,
  evaluate(request, tag) {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    return isRead ? evaluated.evaluate(request, tag) : 'holds';
  },
};
