import { createHash } from 'node:crypto';
import type { Backend, Choose } from './balancer.ts';

/** What decides where a request goes, such as who sends it. */
export type KeyOf = (request: Request) => string;

/** Who says who they are. An address would do worse: many share one, and some change theirs. */
export const bySender: KeyOf = (request) => request.headers.get('authorization') ?? '';

/** At how many places of the ring each server stands: with few of them shares are uneven. */
const PLACES = 100;

interface Place {
  readonly at: number;
  readonly backend: Backend;
}

/**
 * Servers stand at many places of a ring, and a key belongs to the next place. If a server comes it takes keys from
 * all others, if one leaves they get its keys, and all other keys stay.
 */
export function byHash(keyOf: KeyOf): Choose {
  let ring: readonly Place[] = [];
  let of: readonly Backend[] = [];
  return (backends, request) => {
    if (of !== backends) [ring, of] = [ringOf(backends), backends];
    return nextPlace(ring, hashOf(keyOf(request)))?.backend;
  };
}

function ringOf(backends: readonly Backend[]): readonly Place[] {
  return backends
    .flatMap((backend) =>
      Array.from({ length: PLACES }, (_, n) => ({ at: hashOf(`${backend.name} ${n}`), backend })),
    )
    .sort((one, other) => one.at - other.at);
}

/** The first place at or behind a point, found by halves; behind the last one the ring begins again. */
function nextPlace(ring: readonly Place[], at: number): Place | undefined {
  let [low, high] = [0, ring.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ring[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return ring[low] ?? ring[0];
}

/** A point of the ring. It has to be spread well, and to be the same on each machine; it keeps no secret. */
export const hashOf = (text: string): number =>
  createHash('sha256').update(text).digest().readUInt32BE();
