/**
 * How many bytes the captures of all connections may hold together: what is held for messages whose end is
 * still to come. What was reported is held no longer, so a session may last as long as it likes.
 */
export class Budget {
  readonly byteLength: number;
  #held = 0;

  constructor(byteLength: number) {
    this.byteLength = byteLength;
  }

  /** True if there was room for so many bytes, which are held from here on. */
  hold(byteLength: number): boolean {
    if (this.#held + byteLength > this.byteLength) return false;
    this.#held += byteLength;
    return true;
  }

  /** So many bytes are held no longer. */
  release(byteLength: number): void {
    this.#held -= byteLength;
  }
}
