import type { Choose } from '../balancer.ts';
import { hashOf, type KeyOf } from '../hash-ring.ts';

/** Divides the hash of the key by the number of servers, and takes the remainder. */
export const remainder =
  (keyOf: KeyOf): Choose =>
  (backends, request) =>
    backends[hashOf(keyOf(request)) % backends.length];
