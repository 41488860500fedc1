import type { Direction } from './types.ts';

/** The first bytes of a connection. */
export interface Opening {
  /** Which side spoke first. */
  readonly by: Direction;
  /** What that side sent so far, at most `OPENING_BYTES`. */
  readonly bytes: Uint8Array;
}

/** How many bytes a protocol has to make itself known. */
export const OPENING_BYTES = 4_096;

/**
 * What a protocol says of an opening. Once it said `yes` or `no` of some bytes it says the same of
 * any that begin with them, so that slicing changes nothing.
 */
export type Recognition = 'yes' | 'no' | 'more';
