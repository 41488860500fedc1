/** Bytes in order, taken from the front in runs of any size without copying them. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  #byteLength = 0;

  get byteLength(): number {
    return this.#byteLength;
  }

  push(chunk: Uint8Array): void {
    if (chunk.byteLength === 0) return;
    this.#chunks.push(chunk);
    this.#byteLength += chunk.byteLength;
  }

  /** Takes the first `byteLength` bytes, or all if there are fewer. */
  take(byteLength: number): readonly Uint8Array[] {
    const taken: Uint8Array[] = [];
    let left = Math.min(byteLength, this.#byteLength);
    this.#byteLength -= left;
    while (left > 0) {
      const first = this.#chunks[0];
      if (first === undefined) break;
      if (first.byteLength <= left) {
        taken.push(first);
        this.#chunks.shift();
      } else {
        taken.push(first.subarray(0, left));
        this.#chunks[0] = first.subarray(left);
      }
      left -= Math.min(left, first.byteLength);
    }
    return taken;
  }

  clear(): void {
    this.#chunks = [];
    this.#byteLength = 0;
  }
}
