const NOTHING = new Uint8Array(0);

/** Bytes that come in several slices: their beginning up to a cap, and how many they are. */
export class KeptBytes {
  readonly #cap: number;
  /** Where they lie; empty until there are some, for most of these never see a byte. */
  #bytes: Uint8Array = NOTHING;
  #kept = 0;
  #length = 0;

  /** Keeps the first `cap` bytes. */
  constructor(cap: number) {
    this.#cap = cap;
  }

  /** How many bytes came, kept or not. */
  get length(): number {
    return this.#length;
  }

  /** True where bytes came that were not kept. */
  get cut(): boolean {
    return this.#length > this.#kept;
  }

  /** Takes a copy of the next bytes, as far as there is room. */
  append(bytes: Uint8Array): void {
    this.#length += bytes.length;
    const taken = bytes.subarray(0, this.#cap - this.#kept);
    const needed = this.#kept + taken.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.min(this.#cap, Math.max(needed, this.#bytes.length * 2)));
      larger.set(this.#bytes.subarray(0, this.#kept));
      this.#bytes = larger;
    }
    this.#bytes.set(taken, this.#kept);
    this.#kept = needed;
  }

  /**
   * Takes the next bytes without a copy if they are the first ones and there is room. Nobody may
   * change them as long as they are looked at here.
   */
  adopt(bytes: Uint8Array): void {
    if (this.#length > 0 || bytes.length > this.#cap) {
      this.append(bytes);
      return;
    }
    // The next bytes find no room behind these, so that they are never written to.
    this.#bytes = bytes;
    this.#kept = bytes.length;
    this.#length = bytes.length;
  }

  /** The kept bytes, valid until the next `append`. */
  view(): Uint8Array {
    return this.#kept === this.#bytes.length ? this.#bytes : this.#bytes.subarray(0, this.#kept);
  }
}
