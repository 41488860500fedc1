import type * as Zlib from 'node:zlib';
import { limits } from '../limits.ts';

/** Takes a content coding off bytes as they come. */
export interface StreamUnfolder {
  /** What the next bytes unfold to, with what came before; undefined if they are damaged or unfold too far. */
  push(bytes: Uint8Array): Uint8Array | undefined;
  /** Lets go of what it holds. */
  close(): void;
}

/** How much is unfolded at a time, in bytes. */
const PIECE = 64 * 1024;

/** Loaded at the first coded stream: most runs have none. */
function zlib(): typeof Zlib {
  return process.getBuiltinModule('node:zlib');
}

/**
 * Makes what takes a coding off; nothing for one that cannot be taken off bit by bit. zlib's streams answer
 * later, which a dissector cannot wait for; below them lies what answers at once.
 */
export function streamUnfolder(coding: string): StreamUnfolder | undefined {
  const { createGunzip, createBrotliDecompress, constants } = zlib();
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return unfolderOn(createGunzip(), constants.Z_SYNC_FLUSH);
    case 'deflate':
      return deflateUnfolder();
    case 'br':
      return unfolderOn(createBrotliDecompress(), constants.BROTLI_OPERATION_FLUSH);
    case 'zstd':
      return zstdUnfolder();
    default:
      return undefined;
  }
}

/** The longest window of Zstandard in HTTP is 8 MB, 2 to the power of this (RFC 9659). */
const ZSTD_WINDOW_LOG = 23;

/** Node 20 has no Zstandard, and its types do not know it. */
function zstdUnfolder(): StreamUnfolder | undefined {
  const create: unknown = Reflect.get(zlib(), 'createZstdDecompress');
  const constant = (name: string): unknown => Reflect.get(zlib().constants, name);
  const flush = constant('ZSTD_e_flush');
  if (typeof create !== 'function' || typeof flush !== 'number') return undefined;
  const params = { [`${constant('ZSTD_d_windowLogMax')}`]: ZSTD_WINDOW_LOG };
  const stream: unknown = Reflect.apply(create, undefined, [{ params }]);
  return isClosable(stream) ? unfolderOn(stream, flush) : undefined;
}

interface Closable {
  close(): void;
}

function isClosable(value: unknown): value is Closable {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'close') === 'function'
  );
}

/** Deflate comes with a header of zlib or, from some, without (RFC 9110 §8.4.1.2): the first bytes tell. */
function deflateUnfolder(): StreamUnfolder {
  const { createInflate, createInflateRaw, constants } = zlib();
  let inner: StreamUnfolder | undefined;
  let first: Uint8Array = new Uint8Array(0);
  return {
    push(bytes) {
      if (inner !== undefined) return inner.push(bytes);
      first = Buffer.concat([first, bytes]);
      const [method, flags] = first;
      if (method === undefined || flags === undefined) return new Uint8Array(0);
      const isWrapped = (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
      inner = unfolderOn(isWrapped ? createInflate() : createInflateRaw(), constants.Z_SYNC_FLUSH);
      return inner === undefined ? undefined : inner.push(first);
    },
    close: () => inner?.close(),
  };
}

/** What a stream of zlib is made on: it writes at once, and says how much room and input are left. */
interface Handle {
  writeSync(
    flush: number,
    input: Uint8Array,
    inputAt: number,
    inputLength: number,
    output: Uint8Array,
    outputAt: number,
    outputLength: number,
  ): void;
  onerror: () => void;
}

function unfolderOn(stream: Closable, flush: number): StreamUnfolder | undefined {
  const handle: unknown = Reflect.get(stream, '_handle');
  const state: unknown = Reflect.get(stream, '_writeState');
  if (!isHandle(handle) || !(state instanceof Uint32Array)) return undefined;
  let isDamaged = false;
  handle.onerror = () => {
    isDamaged = true;
  };
  return {
    push(bytes) {
      const parts: Uint8Array[] = [];
      let at = 0;
      for (let byteLength = 0; !isDamaged; ) {
        const output = new Uint8Array(PIECE);
        handle.writeSync(flush, bytes, at, bytes.length - at, output, 0, PIECE);
        const [room = PIECE, left = 0] = state;
        if (isDamaged) break;
        const made = PIECE - room;
        parts.push(output.subarray(0, made));
        byteLength += made;
        at = bytes.length - left;
        // All was taken, or no more can be: what follows the end of the data is none of it.
        if (room > 0) return Buffer.concat(parts);
        isDamaged = byteLength > limits.decodedContent;
      }
      return undefined;
    },
    close: () => stream.close(),
  };
}

function isHandle(value: unknown): value is Handle {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'writeSync') === 'function'
  );
}
