import type * as Zlib from 'node:zlib';
import { limits } from '../limits.ts';
import type { Problem } from '../types.ts';
import { contentProblems } from './problems.ts';

/** How often damaged data is halved to find how far it can be read. */
const HALVINGS = 12;
/** The same for data that unfolds beyond the cap, where every try costs as much as the cap allows. */
const HALVINGS_OF_MUCH = 6;

/** With so many bytes found, in search of as many as the cap allows, the search is over. */
const ENOUGH = limits.decodedContent * 0.75;

/** What became of compressed bytes. */
export interface Unfolded {
  readonly bytes: Uint8Array;
  readonly problem?: Problem;
  /** True if `bytes` are only the beginning. */
  readonly cut: boolean;
}

/** Bytes that the coding cannot be taken off. */
interface Untouched {
  readonly bytes?: never;
  readonly problem: Problem;
}

/**
 * Takes bytes off one content coding, at most `limits.decodedContent` of them. `partial` says that
 * the input may stop anywhere. Throws what zlib throws.
 */
type Unfolder = (input: Uint8Array, partial: boolean) => Uint8Array;

/** Loaded at the first compressed content: most runs have none. */
function zlib(): typeof Zlib {
  return process.getBuiltinModule('node:zlib');
}

function gunzip(input: Uint8Array, partial: boolean): Uint8Array {
  return zlib().gunzipSync(input, zlibOptions(partial));
}

function inflate(input: Uint8Array, partial: boolean): Uint8Array {
  return zlib().inflateSync(input, zlibOptions(partial));
}

function inflateRaw(input: Uint8Array, partial: boolean): Uint8Array {
  return zlib().inflateRawSync(input, zlibOptions(partial));
}

function zlibOptions(partial: boolean): Zlib.ZlibOptions {
  const { Z_SYNC_FLUSH, Z_FINISH } = zlib().constants;
  return {
    maxOutputLength: limits.decodedContent,
    finishFlush: partial ? Z_SYNC_FLUSH : Z_FINISH,
  };
}

function unbrotli(input: Uint8Array, partial: boolean): Uint8Array {
  const { BROTLI_OPERATION_FLUSH, BROTLI_OPERATION_FINISH } = zlib().constants;
  return zlib().brotliDecompressSync(input, {
    maxOutputLength: limits.decodedContent,
    finishFlush: partial ? BROTLI_OPERATION_FLUSH : BROTLI_OPERATION_FINISH,
  });
}

/** The Zstandard of this Node, if it has one: Node 20 has not, and its types do not know it. */
function zstd(): Unfolder | undefined {
  const decompress: unknown = Reflect.get(zlib(), 'zstdDecompressSync');
  const flush: unknown = Reflect.get(zlib().constants, 'ZSTD_e_flush');
  const end: unknown = Reflect.get(zlib().constants, 'ZSTD_e_end');
  if (typeof decompress !== 'function') return undefined;
  return (input, partial) => {
    const options = { maxOutputLength: limits.decodedContent, finishFlush: partial ? flush : end };
    const output: unknown = Reflect.apply(decompress, undefined, [input, options]);
    return output instanceof Uint8Array ? output : new Uint8Array(0);
  };
}

/**
 * Takes one content coding off. `complete` says that `input` is all there is, rather than its
 * beginning. Gives nothing but a problem if the coding cannot be taken off at all.
 */
export function unfold(coding: string, input: Uint8Array, complete: boolean): Unfolded | Untouched {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return unfoldWith(gunzip, input, complete);
    case 'deflate':
      return unfoldDeflate(input, complete);
    case 'br':
      return unfoldWith(unbrotli, input, complete);
    case 'zstd': {
      const unzstd = zstd();
      if (unzstd === undefined) return { problem: contentProblems.zstdNotHere };
      return unfoldWith(unzstd, input, complete);
    }
    default:
      return { problem: contentProblems.unknownCoding };
  }
}

function unfoldDeflate(input: Uint8Array, complete: boolean): Unfolded | Untouched {
  const wrapped = hasZlibHeader(input) ? unfoldWith(inflate, input, complete) : undefined;
  if (wrapped !== undefined && (wrapped.problem === undefined || wrapped.bytes !== undefined)) {
    return wrapped;
  }
  const raw = unfoldWith(inflateRaw, input, complete);
  // Nearly any bytes are the beginning of bare deflate data, so what is damaged was none.
  if (raw.problem === contentProblems.damaged) return { problem: contentProblems.otherThanCoded };
  if (raw.bytes === undefined || raw.problem !== undefined) return raw;
  return { ...raw, problem: contentProblems.rawDeflate };
}

/** RFC 1950 §2.2: method 8, and the two bytes as a number are a multiple of 31. */
function hasZlibHeader([method = 0, flags = 0]: Uint8Array): boolean {
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

function unfoldWith(
  unfolder: Unfolder,
  input: Uint8Array,
  complete: boolean,
): Unfolded | Untouched {
  try {
    return { bytes: unfolder(input, !complete), cut: !complete };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      const bytes = beginning(unfolder, input, HALVINGS_OF_MUCH);
      return { bytes, problem: contentProblems.unfoldsTooFar, cut: true };
    }
    const isShort = code === 'Z_BUF_ERROR';
    const bytes = beginning(unfolder, input, HALVINGS);
    if (bytes.length === 0) {
      return { problem: isShort ? contentProblems.tooShort : contentProblems.otherThanCoded };
    }
    const problem = isShort ? contentProblems.incomplete : contentProblems.damaged;
    return { bytes, problem, cut: true };
  }
}

/**
 * As much as the beginning of the input gives. zlib's sync functions give nothing at all where
 * they fail, so the longest input that does not fail is searched by halving.
 */
function beginning(unfolder: Unfolder, input: Uint8Array, halvings: number): Uint8Array {
  let best: Uint8Array = new Uint8Array(0);
  let good = 0;
  let tried = input.length;
  let bad = input.length + 1;
  for (let step = 0; step <= halvings && tried > good; step++) {
    try {
      best = unfolder(input.subarray(0, tried), true);
      good = tried;
      if (best.length > ENOUGH) break;
    } catch {
      // The failure is already told; here it only says that this is too far.
      bad = tried;
    }
    tried = Math.floor((good + bad) / 2);
  }
  return best;
}
