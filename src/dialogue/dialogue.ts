import type { Look } from './look.ts';

/** A key that may be pressed now. */
export interface Key {
  /** A character, `ENTER` or `ESCAPE`. */
  readonly key: string;
  /** What it does, a word or two: `next`. Keys in a row that do the same are shown as a range. */
  readonly does: string;
  /** The same in a sentence, if `to` before it makes none: `for a hint`, `to go on`. */
  readonly phrase?: string;
  /** Works without being named in the line of keys. */
  readonly silent?: boolean;
}

/** Return; the space bar means the same. */
export const ENTER = '\n';
export const ESCAPE = '\u001b';

/** How one person sits before the program: what is said appears below what was said before. */
export interface Dialogue extends Look {
  /** Prints whole lines, safe for a terminal. While a question is open it is repeated below them. */
  say(text: string): void;
  /**
   * Shows the line of keys and waits for one of them.
   *
   * @param until ends the wait from elsewhere; the answer is then undefined
   * @throws Left when the person is gone: Ctrl-C, a closed terminal.
   */
  ask(keys: readonly Key[], until?: AbortSignal): Promise<string | undefined>;
  /**
   * Lets the person write lines, as long as they like, until an empty one.
   *
   * @throws Left when the person is gone.
   */
  write(): Promise<readonly string[]>;
  /** Gives the terminal back as it was. */
  close(): void;
}

/** Nobody is there to answer any more. */
export class Left extends Error {
  override readonly name = 'Left';
  readonly code = 'left';
}
