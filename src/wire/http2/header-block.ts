import { limits } from '../limits.ts';
import { Pieces } from '../pieces.ts';
import type { Section } from './types.ts';

/** A header block while its fragments come in (RFC 9113 §4.3). */
export class HeaderBlock {
  readonly stream: number;
  readonly endsStream: boolean;
  /** `push` for the block of a PUSH_PROMISE. */
  readonly section: Extract<Section, 'push'> | undefined;
  readonly pieces = new Pieces();
  #frames = 0;
  #fragments: Buffer[] = [];
  #tooLong = false;

  constructor(stream: number, endsStream: boolean, section: 'push' | undefined) {
    this.stream = stream;
    this.endsStream = endsStream;
    this.section = section;
  }

  /** True if it was longer, or in more frames, than the lab keeps. */
  get tooLong(): boolean {
    return this.#tooLong;
  }

  /** Adds a fragment that begins at `start`; `isLast` if no other follows, so that it need not be copied. */
  add(fragment: Buffer, start: number, isLast: boolean): void {
    this.#frames++;
    if (this.#tooLong) return;
    const byteLength = this.pieces.byteLength + fragment.length;
    if (byteLength > limits.headerBlock || this.#frames > limits.headerFrames) {
      this.#tooLong = true;
      this.#fragments = [];
      return;
    }
    this.pieces.add(start, start + fragment.length);
    this.#fragments.push(isLast ? fragment : Buffer.from(fragment));
  }

  /** The whole block. */
  join(): Buffer {
    const [only] = this.#fragments;
    return this.#fragments.length === 1 && only !== undefined
      ? only
      : Buffer.concat(this.#fragments);
  }
}
