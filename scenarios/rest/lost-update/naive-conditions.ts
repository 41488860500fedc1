import { createHash } from 'node:crypto';
import { type Conditions, standardConditions } from './conditions.ts';

/** Knows `If-None-Match`, for caches, and lets every write through: the last one wins. */
export const lastWriteWins: Conditions = {
  ...standardConditions,
  judge(request, tag) {
    const verdict = standardConditions.judge(request, tag);
    return verdict === 'not-modified' ? verdict : 'perform';
  },
};

/**
 * A bare hash for an entity tag, compared as text. It works with whoever sends back exactly what it
 * was sent, and with nobody who sends a list, a `*` or what a proxy has made weak.
 */
export const bareTags: Conditions = {
  tagOf: (representation) => createHash('md5').update(representation).digest('hex').slice(0, 12),
  judge({ method, headers }, tag) {
    if (method === 'GET' || method === 'HEAD') {
      return headers.get('If-None-Match') === tag ? 'not-modified' : 'perform';
    }
    if (!headers.has('If-Match')) return 'missing';
    return headers.get('If-Match') === tag ? 'perform' : 'failed';
  },
};
