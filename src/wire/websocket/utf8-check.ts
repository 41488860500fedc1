/**
 * Checks text that comes in pieces for UTF-8 (RFC 3629 §4), byte by byte, so that the byte at which
 * it goes wrong is known as soon as it comes, wherever fragments cut.
 */
export class Utf8Check {
  /** How many continuation bytes the current character still needs. */
  #needed = 0;
  /** The bounds of the next continuation byte. */
  #lowest = 0x80;
  #highest = 0xbf;
  #valid = true;

  /** False from the first byte on that does not belong. */
  get valid(): boolean {
    return this.#valid;
  }

  /** True if no character is cut at the end. */
  get whole(): boolean {
    return this.#needed === 0;
  }

  push(bytes: Uint8Array): void {
    const { length } = bytes;
    for (let at = 0; this.#valid && at < length; at++) {
      const byte = bytes[at] ?? 0;
      // Most text is ASCII, which stands for itself.
      if (byte >= 0x80 || this.#needed > 0) this.#take(byte);
    }
  }

  #take(byte: number): void {
    if (this.#needed > 0) {
      this.#valid = byte >= this.#lowest && byte <= this.#highest;
      this.#expect(this.#needed - 1);
      return;
    }
    if (byte >= 0xc2 && byte <= 0xdf) this.#expect(1);
    // The second byte of these excludes overlong forms, surrogates and what lies past U+10FFFF.
    else if (byte === 0xe0) this.#expect(2, 0xa0, 0xbf);
    else if (byte === 0xed) this.#expect(2, 0x80, 0x9f);
    else if (byte >= 0xe1 && byte <= 0xef) this.#expect(2);
    else if (byte === 0xf0) this.#expect(3, 0x90, 0xbf);
    else if (byte === 0xf4) this.#expect(3, 0x80, 0x8f);
    else if (byte >= 0xf1 && byte <= 0xf3) this.#expect(3);
    else this.#valid = false;
  }

  #expect(needed: number, lowest = 0x80, highest = 0xbf): void {
    this.#needed = needed;
    this.#lowest = lowest;
    this.#highest = highest;
  }
}
