import type { RawContent, ReadContent } from '../content/types.ts';
import { limits } from '../limits.ts';
import type { Field } from '../types.ts';
import type { BodySink } from './body.ts';
import { BodyNodes } from './body-nodes.ts';

/** Reads the content of a message, see `src/wire/content/`. */
export type ContentReading = (raw: RawContent) => ReadContent;

const NOTHING = Buffer.alloc(0);

/** The body of a message that is shown as a whole: its first `limits.content` bytes are kept. */
export class ContentSink implements BodySink {
  readonly nodes: BodyNodes;
  /** The caller's bytes, if they are all there is so far. */
  #view: Uint8Array | undefined;
  #storage = NOTHING;
  #kept = 0;
  #byteLength = 0;
  /** Where the body starts in the stream, and where it ends as long as nothing comes between. */
  #start = 0;
  #end = 0;
  #contiguous = true;

  constructor(kind: 'http1.body' | 'http1.chunk') {
    this.nodes = new BodyNodes(kind);
  }

  data(bytes: Uint8Array, start: number): void {
    if (this.#byteLength === 0) this.#start = start;
    else if (start !== this.#end) this.#contiguous = false;
    this.#end = start + bytes.length;
    this.#byteLength += bytes.length;
    this.settle();
    const room = limits.content - this.#kept;
    if (room === 0) return;
    const kept = bytes.length > room ? bytes.subarray(0, room) : bytes;
    if (this.#kept === 0) this.#view = kept;
    else this.#append(kept);
  }

  settle(): void {
    if (this.#view === undefined) return;
    const view = this.#view;
    this.#view = undefined;
    this.#append(view);
  }

  /** Reads the whole. `readable` is false if a transfer coding is still on. */
  content(
    read: ContentReading,
    fields: readonly Field[],
    role: 'request' | 'response',
    answersGraphql: boolean,
    readable: boolean,
    target: string,
  ): ReadContent {
    const byteLength = this.#byteLength;
    if (byteLength === 0 || !readable) {
      return { content: { byteLength }, layers: [], flawed: false, isGraphql: false };
    }
    const bytes = this.#view ?? this.#storage.subarray(0, this.#kept);
    // Written out twice: spreading one into the other shows in the throughput of a tap.
    return this.#contiguous
      ? read({ fields, bytes, byteLength, answersGraphql, role, target, wireStart: this.#start })
      : read({ fields, bytes, byteLength, answersGraphql, role, target });
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#kept + bytes.length;
    if (needed > this.#storage.length) {
      const capacity = Math.min(limits.content, Math.max(needed, this.#storage.length * 2, 1_024));
      const storage = Buffer.allocUnsafe(capacity);
      this.#storage.copy(storage, 0, 0, this.#kept);
      this.#storage = storage;
    }
    this.#storage.set(bytes, this.#kept);
    this.#kept = needed;
  }
}
