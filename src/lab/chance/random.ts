/**
 * Seeded chance. Each name has a stream of its own, so drawing more in one place changes nothing elsewhere.
 */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** A real number from `min` up to, not including, `max`. */
  between(min: number, max: number): number;
  /** One of the items; throws a `RangeError` on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** A stream of its own for a named purpose, derived from this one's seed. */
  fork(name: string): Random;
}

/** Makes a source of chance from a seed: the same seed, the same numbers, on every platform. */
export function seededRandom(seed: number, name = ''): Random {
  const next = sfc32(seed, name);
  const random: Random = {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    between: (min, max) => min + next() * (max - min),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('cannot pick from an empty list');
      return item;
    },
    fork: (purpose) => seededRandom(seed, `${name}/${purpose}`),
  };
  return random;
}

/** sfc32, a small fast generator with 128 bits of state, started from the seed and a hash of the name. */
function sfc32(seed: number, name: string): () => number {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = fnv1a(name);
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  // The first outputs still show the seed's bits.
  for (let i = 0; i < 15; i++) next();
  return next;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash;
}
