import type { Direction } from './types.ts';

/** Where a protocol begins to be read: at the opening of a connection, or behind what switched to it. */
export interface Start {
  /** Where its bytes begin in each direction; what it reads goes on counting there. */
  readonly offsets: Readonly<Record<Direction, number>>;
  /** The number of the last exchange before it: numbers are used once on a connection. */
  readonly exchange: number;
  /** Through how many tunnels it is reached. */
  readonly tunnels: number;
}

/** The opening of a connection. */
export const OPENING: Start = {
  offsets: { 'client-to-server': 0, 'server-to-client': 0 },
  exchange: 0,
  tunnels: 0,
};
