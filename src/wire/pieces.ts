import { limits } from './limits.ts';
import type { Layer, Node, Range } from './types.ts';

/**
 * Where bytes that belong together lie in the stream, because framing comes between them. Past
 * `limits.pieces` the rest is one piece with the framing in it, and only whole ranges are right.
 */
export class Pieces {
  readonly #pieces: { start: number; end: number }[] = [];
  /** Offset in the joined bytes at which each piece starts. */
  readonly #starts: number[] = [];
  #byteLength = 0;

  /** How many bytes the pieces have together. */
  get byteLength(): number {
    return this.#byteLength;
  }

  get #isFull(): boolean {
    return this.#pieces.length >= limits.pieces;
  }

  /** Adds `[start, end)` of the stream behind the others. */
  add(start: number, end: number): void {
    if (end === start) return;
    const last = this.#pieces.at(-1);
    if (last !== undefined && (last.end === start || this.#isFull)) last.end = end;
    else {
      this.#pieces.push({ start, end });
      this.#starts.push(this.#byteLength);
    }
    this.#byteLength += end - start;
  }

  /** The node, whose offsets count the joined bytes from the one at `base`, with offsets of the stream. */
  place(node: Node, base = 0): Node {
    const [only] = this.#pieces;
    if (this.#pieces.length === 1 && only !== undefined) return shifted(node, base + only.start);
    const { children } = node;
    const moved = { ...node, ...this.#range(base + node.start, base + node.end) };
    if (children === undefined) return moved;
    return { ...moved, children: children.map((child) => this.place(child, base)) };
  }

  /** `[start, end)` of the joined bytes, in the stream. */
  #range(start: number, end: number): Range & { readonly pieces?: readonly Range[] } {
    let index = this.#indexOf(start);
    const first = this.#pieces[index];
    if (first === undefined) return { start, end };
    const from = first.start + start - (this.#starts[index] ?? 0);
    const to = from + end - start;
    if (to <= first.end) return { start: from, end: to };
    const pieces: Range[] = [{ start: from, end: first.end }];
    let left = to - first.end;
    while (left > 0) {
      const piece = this.#pieces[++index];
      if (piece === undefined) break;
      const isOpen = this.#isFull && index === this.#pieces.length - 1;
      const length = isOpen ? piece.end - piece.start : Math.min(left, piece.end - piece.start);
      pieces.push({ start: piece.start, end: piece.start + length });
      left -= length;
    }
    return { start: from, end: pieces.at(-1)?.end ?? to, pieces };
  }

  /** The piece that holds the byte at `offset` of the joined bytes, the last one if none does. */
  #indexOf(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A layer of nodes that count joined bytes, with offsets of the stream. */
export function placedLayer(protocol: string, nodes: readonly Node[], pieces: Pieces): Layer {
  return { protocol, space: 'wire', nodes: nodes.map((node) => pieces.place(node)) };
}

/** The node `by` bytes further on: what `place` comes to if there is one piece, as there mostly is. */
function shifted(node: Node, by: number): Node {
  const start = node.start + by;
  const end = node.end + by;
  const { children } = node;
  if (children === undefined) return { ...node, start, end };
  return { ...node, start, end, children: children.map((child) => shifted(child, by)) };
}
