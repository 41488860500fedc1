import { KeptBytes } from '../kept-bytes.ts';
import type { FrameHead } from './frame-head.ts';

/** How much of a payload is kept to be shown at its own frame: a control frame's is at most 125 bytes. */
const KEPT_PAYLOAD = 4 * 1024;

/** A frame whose payload is on its way. */
export class FrameInReading {
  readonly head: FrameHead;
  /** Offset of its first byte. */
  readonly start: number;
  readonly #kept = new KeptBytes(KEPT_PAYLOAD);

  constructor(head: FrameHead, start: number) {
    this.head = head;
    this.start = start;
  }

  /** How many payload bytes are still to come. */
  get left(): number {
    return this.head.payloadLength - this.#kept.length;
  }

  /** How many payload bytes came. */
  get arrived(): number {
    return this.#kept.length;
  }

  /** The unmasked payload, if all that came of it is kept. */
  get payload(): Uint8Array | undefined {
    return this.#kept.cut ? undefined : this.#kept.view();
  }

  /**
   * Takes payload as it lies on the wire; gives it unmasked (RFC 6455 §5.3). Bytes that are not
   * masked are kept as a copy, unless they are the `whole` payload: then they are read at once.
   */
  push(bytes: Uint8Array, whole: boolean): Uint8Array {
    const { maskKey } = this.head;
    if (maskKey === undefined) {
      if (whole) this.#kept.adopt(bytes);
      else this.#kept.append(bytes);
      return bytes;
    }
    const unmasked = unmask(bytes, maskKey, this.arrived);
    this.#kept.adopt(unmasked);
    return unmasked;
  }
}

/** `from` is the offset of the first byte in its payload. */
function unmask(bytes: Uint8Array, maskKey: number, from: number): Uint8Array {
  const { length } = bytes;
  const unmasked = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; at++) {
    const octet = 3 - ((from + at) & 3);
    unmasked[at] = (bytes[at] ?? 0) ^ (maskKey >>> (8 * octet));
  }
  return unmasked;
}
