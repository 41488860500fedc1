import type * as Zlib from 'node:zlib';
import { limits } from '../limits.ts';
import type { Problem } from '../types.ts';
import { wsProblems } from './problems.ts';

/** The furthest that DEFLATE refers back, in bytes (RFC 1951 §2). */
const WINDOW = 32 * 1024;
/** What a sender takes off the end of a message, and a receiver puts back (RFC 7692 §7.2.2). */
const TAIL = Uint8Array.of(0x00, 0x00, 0xff, 0xff);
/** A last block without anything in it (RFC 1951 §3.2.6): zlib takes it only if the message ended between two blocks. */
const END = Uint8Array.of(0x03, 0x00);
/** Blocks that say they are the last, in one message: each costs an inflater of its own. */
const FINAL_BLOCKS = 16;

/** Loaded at the first compressed message: most runs have none. */
function zlib(): typeof Zlib {
  return process.getBuiltinModule('node:zlib');
}

/** What a message came to. */
export type Inflated =
  | { readonly bytes: Uint8Array; readonly problem?: never }
  | { readonly bytes?: never; readonly problem: Problem };

/**
 * Inflates the messages of one direction (RFC 7692 §7.2.2). With context takeover a message may
 * refer to what came before it, so the last 32 KiB of output are kept and given to the next
 * inflater as its dictionary: the state of DEFLATE between two messages is nothing more, since a
 * message ends on a byte and between two blocks.
 */
export class Inflater {
  readonly #keepsContext: boolean;
  #window: Uint8Array = new Uint8Array(0);
  /** True if a message could not be inflated that later ones may refer to. */
  #lost = false;

  constructor(keepsContext: boolean) {
    this.#keepsContext = keepsContext;
  }

  /** Inflates the next message; `cut` says that `message` is only its beginning. */
  inflate(message: Uint8Array, cut: boolean): Inflated {
    if (this.#lost) return { problem: wsProblems.contextLost };
    const inflated: Inflated = cut
      ? { problem: wsProblems.tooLongToInflate }
      : this.#inflateWhole(message);
    if (!this.#keepsContext) {
      this.#window = new Uint8Array(0);
    } else if (inflated.bytes === undefined) {
      this.#lost = true;
    }
    return inflated;
  }

  #inflateWhole(message: Uint8Array): Inflated {
    const input = Buffer.concat([message, TAIL, END]);
    const output: Uint8Array[] = [];
    let byteLength = 0;
    let at = 0;
    try {
      for (let blocks = 0; at < message.length; blocks++) {
        if (blocks === FINAL_BLOCKS) return { problem: wsProblems.damaged };
        const room = limits.decodedContent - byteLength;
        const { bytes, consumed } = inflateOnce(input.subarray(at), this.#window, room);
        output.push(bytes);
        byteLength += bytes.length;
        this.#slide(bytes);
        // A block may say that it is the last one; the message goes on behind it all the same.
        at += consumed;
      }
    } catch (error) {
      const isLong = error instanceof Error && 'code' in error && error.code === TOO_LARGE;
      return { problem: isLong ? wsProblems.inflatesTooFar : wsProblems.damaged };
    }
    return { bytes: Buffer.concat(output) };
  }

  #slide(bytes: Uint8Array): void {
    this.#window = Uint8Array.from(
      Buffer.concat([this.#window, bytes.subarray(-WINDOW)]).subarray(-WINDOW),
    );
  }
}

const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';

interface Progress {
  readonly bytes: Uint8Array;
  /** How much of the input was used. */
  readonly consumed: number;
}

/** Inflates up to the end of the input or of a block that says it is the last. Throws what zlib throws. */
function inflateOnce(input: Uint8Array, dictionary: Uint8Array, room: number): Progress {
  const options = {
    dictionary,
    // Zlib takes no 0: one byte past the cap does no harm.
    maxOutputLength: Math.max(1, room),
    info: true,
  };
  // With `info` zlib tells how far it came, which its types do not know.
  const result: unknown = zlib().inflateRawSync(input, options);
  const bytes = memberOf(result, 'buffer');
  const consumed = memberOf(memberOf(result, 'engine'), 'bytesWritten');
  if (!(bytes instanceof Uint8Array) || typeof consumed !== 'number' || consumed === 0) {
    throw new TypeError('zlib gave no account of what it inflated');
  }
  return { bytes, consumed };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
