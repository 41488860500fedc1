import type { Lanes } from '../picture/lanes.ts';

/** A piece of a column that is not broken. */
export interface Block {
  /** In pixels. */
  readonly height: number;
  /** Draws it, `y` pixels below the top of its column. */
  draw(y: number): string;
}

/** Where the blocks of a column stand. */
export interface Room {
  readonly lanes: Lanes;
  /** The place of the first pixel of the lanes, and how wide they are together. */
  readonly left: number;
  readonly width: number;
}
