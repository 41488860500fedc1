import { limits } from '../limits.ts';
import type { Range } from '../types.ts';

/** Where some of the plaintext came from. */
interface Source extends Range {
  /** The record it lay in, in the stream; several of them past `limits.pieces`. */
  record: Range;
}

/** What a chunk costs besides its bytes, so that many small records count too. */
const CHUNK_COST = 64;

interface Chunk {
  /** Offset of its first byte in the plaintext. */
  readonly start: number;
  readonly bytes: Uint8Array;
}

/**
 * The application data of one direction, put together from its records: which records a part of it
 * came in, and its bytes until a message took them. What waits for its message is kept up to a cap.
 */
export class Plaintext {
  readonly #sources: Source[] = [];
  #chunks: Chunk[] = [];
  #length = 0;
  /** What is kept costs this many bytes. */
  #kept = 0;

  /** How many bytes there were so far. */
  get byteLength(): number {
    return this.#length;
  }

  /** Adds what a record held. */
  append(bytes: Uint8Array, record: Range): void {
    const start = this.#length;
    this.#length += bytes.length;
    const last = this.#sources.at(-1);
    if (last !== undefined && this.#sources.length >= limits.pieces) {
      this.#sources[this.#sources.length - 1] = {
        start: last.start,
        end: this.#length,
        record: { start: last.record.start, end: record.end },
      };
    } else {
      this.#sources.push({ start, end: this.#length, record });
    }
    if (this.#kept + bytes.length + CHUNK_COST > limits.tlsPlaintext) {
      this.#chunks = [];
      this.#kept = 0;
    }
    this.#chunks.push({ start, bytes });
    this.#kept += bytes.length + CHUNK_COST;
  }

  /** The records that a range of the plaintext came in; the one before it if it is empty. */
  recordsOf({ start, end }: Range): readonly Range[] {
    const found = this.#sources.filter((source) =>
      start === end
        ? source.start < end && source.end >= end
        : source.start < end && source.end > start,
    );
    return (found.length > 0 ? found : this.#sources.slice(-1)).map(({ record }) => record);
  }

  /** Hands out the bytes of a range, the end of a message, and forgets all before; undefined past the cap. */
  take({ start, end }: Range): Uint8Array | undefined {
    const parts = this.#chunks
      .filter((chunk) => chunk.start < end && chunk.start + chunk.bytes.length > start)
      .map(({ start: at, bytes }) => bytes.subarray(Math.max(0, start - at), end - at));
    this.#forget(end);
    const [only] = parts;
    const bytes = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
    return bytes.length === end - start ? bytes : undefined;
  }

  #forget(end: number): void {
    while (this.#chunks[0] !== undefined) {
      const { start, bytes } = this.#chunks[0];
      if (start + bytes.length > end) break;
      this.#chunks.shift();
      this.#kept -= bytes.length + CHUNK_COST;
    }
    // The last record stays: a message without bytes may still stand at its end.
    while (this.#sources.length > 1 && (this.#sources[0]?.end ?? end) < end) this.#sources.shift();
  }
}
