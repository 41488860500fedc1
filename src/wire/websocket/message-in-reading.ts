import { KeptBytes } from '../kept-bytes.ts';
import { limits } from '../limits.ts';
import { Utf8Check } from './utf8-check.ts';

/** A data message while its frames come. */
export class MessageInReading {
  readonly type: 'text' | 'binary';
  /** True where RSV1 stood on its first frame (RFC 7692 §6). */
  readonly compressed: boolean;
  readonly #payload = new KeptBytes(limits.webSocketMessage);
  readonly #check: Utf8Check | undefined;
  #frames = 0;

  constructor(type: 'text' | 'binary', compressed: boolean) {
    this.type = type;
    this.compressed = compressed;
    this.#check = type === 'text' && !compressed ? new Utf8Check() : undefined;
  }

  /** How many frames it has so far. */
  get frames(): number {
    return this.#frames;
  }

  /** How many payload bytes it has so far. */
  get length(): number {
    return this.#payload.length;
  }

  /** True if only the beginning of its payload is kept. */
  get cut(): boolean {
    return this.#payload.cut;
  }

  /** What was kept of its payload. */
  get payload(): Uint8Array {
    return this.#payload.view();
  }

  /** Whether its text is UTF-8 as far as it came; a character may be cut if more is `toCome`. */
  isUtf8(toCome: boolean): boolean {
    return this.#check === undefined || (this.#check.valid && (toCome || this.#check.whole));
  }

  /** A frame of it begins. */
  nextFrame(): void {
    this.#frames++;
  }

  /** Takes unmasked payload. Where it `stays` as it is until the message was read, it is not copied. */
  push(bytes: Uint8Array, stays: boolean): void {
    if (stays) this.#payload.adopt(bytes);
    else this.#payload.append(bytes);
    this.#check?.push(bytes);
  }
}
