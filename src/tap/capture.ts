import type { Direction, Range } from '../wire/types.ts';
import { Budget } from './budget.ts';

/** Chunks smaller than this are gathered in blocks, so that a slow sender does not cost an object a byte. */
const SMALL = 1024;
const BLOCK = 16 * 1024;

interface Kept {
  /** Offset of its first byte in the stream. */
  readonly start: number;
  bytes: Uint8Array;
  /** The block it is gathered in and may grow into. */
  readonly block?: Uint8Array;
}

/** The bytes of one direction that belong to messages not yet reported. */
class Track {
  kept: Kept[] = [];
  received = 0;
  /** Offset from which on nothing was kept. */
  fullAt = Number.POSITIVE_INFINITY;
}

/**
 * Keeps the bytes of messages until they are reported, up to a cap over the life of a connection, and as
 * long as the budget of all connections has room. A large chunk is kept as it came; only messages in
 * several chunks are copied, once, when taken.
 */
export class Capture {
  readonly #tracks: Readonly<Record<Direction, Track>> = {
    'client-to-server': new Track(),
    'server-to-client': new Track(),
  };
  readonly #budget: Budget;
  #room: number;
  #outOfBudget = false;

  constructor(capBytes: number, budget = new Budget(Number.POSITIVE_INFINITY)) {
    this.#room = capBytes;
    this.#budget = budget;
  }

  /** True if it is full because all connections together hold as much as they may. */
  get outOfBudget(): boolean {
    return this.#outOfBudget;
  }

  /** True once bytes arrived that were not kept. */
  get full(): boolean {
    return this.#room < 0;
  }

  /** Takes note of the next bytes of a direction. */
  keep(direction: Direction, chunk: Uint8Array): void {
    const track = this.#tracks[direction];
    const start = track.received;
    track.received += chunk.byteLength;
    if (this.full) return;
    const fits = chunk.subarray(0, this.#room);
    this.#outOfBudget = !this.#budget.hold(fits.byteLength);
    const kept = this.#outOfBudget ? fits.subarray(0, 0) : fits;
    append(track, start, kept);
    this.#room -= kept.byteLength;
    if (kept.byteLength === chunk.byteLength) return;
    for (const each of Object.values(this.#tracks)) each.fullAt = each.received;
    track.fullAt = start + kept.byteLength;
    this.#room = -1;
  }

  /** True if a message that begins at this offset began before the cap was reached. */
  began(direction: Direction, offset: number): boolean {
    return offset < this.#tracks[direction].fullAt;
  }

  /** True if all bytes up to this offset were kept. */
  holds(direction: Direction, offset: number): boolean {
    return offset <= this.#tracks[direction].fullAt;
  }

  /** A copy of the bytes of a range, which are still to be taken; undefined past the cap. */
  peek(direction: Direction, range: Range): Uint8Array | undefined {
    const track = this.#tracks[direction];
    return range.end > track.fullAt ? undefined : Buffer.concat(piecesOf(track, range));
  }

  /** Hands out the bytes of a range and forgets all up to its end; undefined past the cap. */
  take(direction: Direction, range: Range): Uint8Array | undefined {
    const track = this.#tracks[direction];
    const [first] = track.kept;
    if (first?.start === range.start && first.bytes.byteLength === range.end - range.start) {
      // One chunk, one message: as traffic mostly is.
      track.kept.shift();
      this.#budget.release(first.bytes.byteLength);
      return first.bytes;
    }
    const pieces = piecesOf(track, range);
    const rest = track.kept.findIndex(({ start, bytes }) => start + bytes.byteLength > range.end);
    this.#release(track.kept.splice(0, rest === -1 ? track.kept.length : rest));
    if (range.end > track.fullAt) return undefined;
    const [only] = pieces;
    return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
  }

  /** Forgets all kept bytes of a direction: no message will ask for them. */
  forget(direction: Direction): void {
    this.#release(this.#tracks[direction].kept.splice(0));
  }

  #release(kept: readonly Kept[]): void {
    for (const { bytes } of kept) this.#budget.release(bytes.byteLength);
  }
}

function piecesOf({ kept }: Track, range: Range): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (const { start, bytes } of kept) {
    if (start >= range.end) break;
    if (start + bytes.byteLength <= range.start) continue;
    pieces.push(bytes.subarray(Math.max(0, range.start - start), range.end - start));
  }
  return pieces;
}

function append(track: Track, start: number, chunk: Uint8Array): void {
  const last = track.kept.at(-1);
  if (last === undefined || chunk.byteLength >= SMALL) {
    if (chunk.byteLength > 0) track.kept.push({ start, bytes: chunk });
    return;
  }
  const used = last.bytes.byteLength;
  if (last.block !== undefined && used + chunk.byteLength <= last.block.byteLength) {
    last.block.set(chunk, used);
    last.bytes = last.block.subarray(0, used + chunk.byteLength);
    return;
  }
  const block = new Uint8Array(BLOCK);
  block.set(chunk);
  track.kept.push({ start, bytes: block.subarray(0, chunk.byteLength), block });
}
