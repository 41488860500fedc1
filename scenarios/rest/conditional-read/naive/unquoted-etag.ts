import { createHash } from 'node:crypto';
import type { Conditions } from '../../parts/conditions.ts';

/**
 * A bare hash for an entity tag, compared as text. It works with whoever sends back exactly what it
 * was sent, and with nobody who sends a list, a `*` or what a proxy has made weak.
 */
export const bareTags: Conditions = {
  tagOf: (representation) => createHash('md5').update(representation).digest('hex').slice(0, 12),
  evaluate({ method, headers }, tag) {
    const isRead = method === 'GET' || method === 'HEAD';
    return isRead && headers.get('If-None-Match') === tag ? 'not-modified' : 'holds';
  },
};
