/** What an emptied buffer keeps of its room, in bytes. */
const KEPT_ROOM = 16 * 1024;

/** The bytes of a line that comes in several slices: its beginning up to a cap, and its whole length. */
export class LineBuffer {
  #bytes = new Uint8Array(256);
  #kept = 0;
  #length = 0;

  /** The line's length so far, in bytes, kept or not. */
  get length(): number {
    return this.#length;
  }

  /** Takes the next bytes; keeps no more than `room` bytes of the line. */
  append(bytes: Uint8Array, room: number): void {
    this.#length += bytes.length;
    const taken = bytes.subarray(0, Math.max(0, room - this.#kept));
    const needed = this.#kept + taken.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.#kept));
      this.#bytes = larger;
    }
    this.#bytes.set(taken, this.#kept);
    this.#kept = needed;
  }

  /** The kept bytes, valid until the next `append` or `clear`. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#kept);
  }

  clear(): void {
    this.#kept = 0;
    this.#length = 0;
    if (this.#bytes.length > KEPT_ROOM) this.#bytes = new Uint8Array(256);
  }
}
