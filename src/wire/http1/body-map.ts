import { limits } from '../limits.ts';
import { shifted } from '../shift.ts';
import type { Node, Range } from '../types.ts';

/** A piece of the body that lies on the wire without framing in between. */
interface Run {
  /** Offset in the body. */
  readonly body: number;
  /** Offset in the stream. */
  readonly wire: number;
  byteLength: number;
}

/** Knows where the bytes of a body lie on the wire, framing left out, for the part not yet shown. */
export class BodyMap {
  readonly #runs: Run[] = [];
  #last: Run = { body: 0, wire: 0, byteLength: 0 };

  /** The next `byteLength` bytes of the body lie at `wire`. */
  add(wire: number, byteLength: number): void {
    const { body, wire: start, byteLength: length } = this.#last;
    const full = this.#runs.length === limits.chunks;
    if (start + length === wire && (full || this.#runs.at(-1) === this.#last)) {
      this.#last.byteLength += byteLength;
      return;
    }
    this.#last = { body: body + length, wire, byteLength };
    if (!full) this.#runs.push(this.#last);
  }

  /** Where the body byte before `bodyEnd`, one of those last added, ends on the wire. */
  endOnWire(bodyEnd: number): number {
    return this.#last.wire + (bodyEnd - this.#last.body);
  }

  /** Drops what lies before `bodyEnd`. */
  forget(bodyEnd: number): void {
    const isPassed = ({ body, byteLength }: Run) => body + byteLength <= bodyEnd;
    const kept = this.#runs.findIndex((run) => !isPassed(run));
    this.#runs.splice(0, kept < 0 ? this.#runs.length : kept);
    if (this.#runs.length === 0 && !isPassed(this.#last)) this.#runs.push(this.#last);
  }

  /** Moves nodes of the block that ends at `blockEnd` from body offsets to the wire. */
  toWire(nodes: readonly Node[], blockEnd: number): readonly Node[] {
    const [first] = this.#runs;
    if (first !== undefined && this.#runs.length === 1 && this.#last === first) {
      const by = first.wire - first.body;
      return by === 0 ? nodes : nodes.map((node) => shifted(node, by));
    }
    return nodes.map((node) => this.#nodeToWire(node, this.endOnWire(blockEnd)));
  }

  #nodeToWire(node: Node, blockEnd: number): Node {
    const pieces = this.#piecesOf(node, blockEnd);
    const start = pieces[0]?.start ?? blockEnd;
    const end = pieces.at(-1)?.end ?? start;
    return {
      ...node,
      start,
      end,
      ...(pieces.length > 1 && { pieces }),
      ...(node.children && {
        children: node.children.map((child) => this.#nodeToWire(child, blockEnd)),
      }),
    };
  }

  #piecesOf({ start, end }: Range, blockEnd: number): Range[] {
    const pieces: Range[] = [];
    for (let at = this.#runAt(start); at < this.#runs.length; at++) {
      const run = this.#runs[at];
      if (run === undefined || run.body > end || (run.body === end && end > start)) break;
      const from = Math.max(start, run.body) - run.body;
      const to = Math.min(end, run.body + run.byteLength) - run.body;
      if (to > from || (start === end && to === from)) {
        pieces.push({ start: run.wire + from, end: run.wire + to });
        if (start === end) break;
      }
    }
    const kept = this.#runs.at(-1);
    if (kept !== undefined && kept !== this.#last && end > kept.body + kept.byteLength) {
      // Past the cap on runs only the hull is known, framing included, so that memory stays flat.
      pieces.push({ start: kept.wire + kept.byteLength, end: blockEnd });
    }
    return pieces;
  }

  /** Index of the last run that starts at or before `offset`. */
  #runAt(offset: number): number {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#runs[middle]?.body ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
