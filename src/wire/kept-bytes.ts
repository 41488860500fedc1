/** Bytes that come in several slices: their beginning up to a cap, and how many they are. */
export class KeptBytes {
  readonly #cap: number;
  #bytes = new Uint8Array(0);
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

  /** The kept bytes, valid until the next `append`. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#kept);
  }
}
