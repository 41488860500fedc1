const NOTHING = Buffer.alloc(0);

/**
 * The bytes of one direction that arrived and are not read yet. While a push is worked on they are
 * the caller's own bytes; only what is left over when it ends is copied.
 */
export class Inlet {
  /** Unread bytes lie from `at` to `end`. */
  bytes: Buffer = NOTHING;
  /** Index of the next unread byte. */
  at = 0;
  /** Index behind the last byte. */
  end = 0;
  /** Offset in the stream of the byte at index 0. */
  base = 0;
  #owned = false;

  constructor(offset = 0) {
    this.base = offset;
  }

  /** Offset in the stream of the next unread byte. */
  get offset(): number {
    return this.base + this.at;
  }

  /** How many bytes are unread. */
  get left(): number {
    return this.end - this.at;
  }

  /** Takes the next bytes of the stream. Until `settle` they may be the caller's. */
  take(bytes: Uint8Array): void {
    if (this.at === this.end) {
      this.base += this.at;
      this.bytes = Buffer.isBuffer(bytes)
        ? bytes
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      this.at = 0;
      this.end = bytes.length;
      this.#owned = false;
      return;
    }
    const needed = this.left + bytes.length;
    if (!this.#owned || this.end + bytes.length > this.bytes.length) this.#move(needed * 2);
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** Lets go of the caller's bytes: keeps a copy of what is unread. */
  settle(): void {
    if (this.at === this.end) {
      this.base += this.at;
      this.bytes = NOTHING;
      this.at = 0;
      this.end = 0;
    } else if (!this.#owned) {
      this.#move(Math.max(256, this.left * 2));
    }
  }

  /** The unread bytes, which count as read from now on. */
  drain(): Buffer {
    const rest = this.bytes.subarray(this.at, this.end);
    this.at = this.end;
    return rest;
  }

  #move(capacity: number): void {
    const storage = Buffer.allocUnsafe(capacity);
    this.bytes.copy(storage, 0, this.at, this.end);
    this.base += this.at;
    this.end -= this.at;
    this.at = 0;
    this.bytes = storage;
    this.#owned = true;
  }
}
