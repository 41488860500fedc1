import { limits } from '../limits.ts';
import type { LeafKind } from './kinds.ts';
import { Parts } from './parts.ts';

/** Chunks have four nodes each, and one more for each extension. */
const MAX_NODES = 4 * limits.chunks;

/**
 * The first layer's nodes of a body, built while it arrives. A piece of data is one leaf until its
 * chunk ends or `cut` is called. Past `limits.chunks` chunks, the framing is merged into one node.
 */
export class BodyNodes {
  readonly #kind: 'http1.body' | 'http1.chunk';
  #parts = new Parts();
  #dataStart = -1;
  #dataEnd = -1;
  #chunks = 0;
  /** Where the merged node starts, −1 while there is none. */
  #mergedStart = -1;
  #mergedEnd = -1;

  constructor(kind: 'http1.body' | 'http1.chunk') {
    this.#kind = kind;
  }

  /** Data lies at `[start, end)`; directly behind the data before it, it is the same leaf. */
  data(start: number, end: number): void {
    if (this.#mergedStart >= 0) {
      this.#mergedEnd = end;
      return;
    }
    if (this.#dataStart < 0) this.#dataStart = start;
    this.#dataEnd = end;
  }

  /** The data of a chunk is over. */
  closeData(): void {
    if (this.#dataStart < 0) return;
    this.#parts.leaf(this.#kind, this.#dataStart, this.#dataEnd);
    this.#dataStart = -1;
  }

  /** True if no chunk began since the last cut: there is only what ends the one before, and data. */
  get isBetween(): boolean {
    return (
      this.#mergedStart < 0 &&
      this.#parts.nodes.every(({ kind }) => kind === 'http1.chunk-end' || kind === this.#kind)
    );
  }

  /** Where framing nodes go that start at `start`: undefined if they are merged. */
  chunkHead(start: number): Parts | undefined {
    this.#chunks++;
    const hasRoom = this.#chunks <= limits.chunks && this.#parts.nodes.length < MAX_NODES;
    if (hasRoom && this.#mergedStart < 0) return this.#parts;
    if (this.#mergedStart < 0) this.#mergedStart = start;
    return undefined;
  }

  /** The same for what follows the data of a chunk. */
  chunkTail(): Parts | undefined {
    return this.#mergedStart < 0 ? this.#parts : undefined;
  }

  /** Says that framing up to `end` was read whose nodes are merged. */
  merge(end: number): void {
    if (this.#mergedStart >= 0) this.#mergedEnd = end;
  }

  /** Where the nodes of the last chunk and the trailers go, which are never merged. */
  tail(): Parts {
    this.closeData();
    this.#closeMerged(this.#mergedEnd);
    return this.#parts;
  }

  /** Takes everything up to `end`, which lies in or right behind the data last given. */
  cut(end: number): Parts {
    let behind = -1;
    if (this.#mergedStart >= 0) {
      behind = this.#mergedEnd;
      this.#closeMerged(end);
    } else if (this.#dataStart >= 0) {
      behind = this.#dataEnd;
      this.#parts.leaf(this.#kind, this.#dataStart, end);
      this.#dataStart = -1;
    }
    const parts = this.#parts;
    this.#parts = new Parts();
    this.#chunks = 0;
    if (behind > end) {
      this.#dataStart = end;
      this.#dataEnd = behind;
    }
    return parts;
  }

  #closeMerged(end: number): void {
    if (this.#mergedStart < 0) return;
    const kind: LeafKind = 'http1.more-chunks';
    this.#parts.leaf(kind, this.#mergedStart, end);
    this.#mergedStart = -1;
  }
}
