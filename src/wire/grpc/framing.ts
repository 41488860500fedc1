import { limits } from '../limits.ts';
import { Pieces } from '../pieces.ts';

/** The compressed flag and the length in front of a message. */
export const PREFIX_BYTES = 5;

/** What it costs to keep a part beside its bytes, so that a drip of single bytes is bounded too. */
const PART_COST = 256;

/** How much the unfinished messages of one connection may take together, in bytes. */
export interface Room {
  left: number;
}

/** A length-prefixed message that came to its end. */
export interface FramedMessage {
  /** The first byte: 1 if the message is compressed. */
  readonly flag: number;
  readonly byteLength: number;
  /** Where prefix and message lie in the stream. */
  readonly pieces: Pieces;
  /** The message without its prefix; absent if it was too long to keep. Valid until the next call. */
  readonly bytes?: Buffer;
}

/** Cuts the data of one direction of a call into its messages, wherever DATA frames cut it. */
export class MessageFraming {
  readonly #room: Room;
  readonly #prefix = Buffer.alloc(PREFIX_BYTES);
  #prefixLength = 0;
  #pieces = new Pieces();
  #kept: Buffer[] = [];
  #keptCost = 0;
  /** How many bytes of the message are still to come. */
  #left = 0;
  #isTooLong = false;
  #lost = false;

  constructor(room: Room) {
    this.#room = room;
  }

  /** True inside a message. */
  get isInside(): boolean {
    return this.#prefixLength > 0;
  }

  /** True where data was passed over, so that it is not known where messages begin. */
  get isLost(): boolean {
    return this.#lost;
  }

  /** Takes data that lies at `start` of the stream; calls back with each message that it completes. */
  push(data: Buffer, start: number, completed: (message: FramedMessage) => void): void {
    let at = 0;
    while (at < data.length && !this.#lost) {
      if (this.#prefixLength < PREFIX_BYTES) {
        const length = Math.min(PREFIX_BYTES - this.#prefixLength, data.length - at);
        data.copy(this.#prefix, this.#prefixLength, at, at + length);
        this.#prefixLength += length;
        this.#pieces.add(start + at, start + at + length);
        at += length;
        if (this.#prefixLength < PREFIX_BYTES) return;
        this.#left = this.#prefix.readUInt32BE(1);
        this.#isTooLong = this.#left > limits.grpcMessage;
      }
      const part = data.subarray(at, at + this.#left);
      this.#pieces.add(start + at, start + at + part.length);
      at += part.length;
      this.#left -= part.length;
      if (this.#left === 0) this.#complete(part, completed);
      else this.#keep(part);
    }
  }

  /** Says that data was passed over: goes on if all of it lies inside one message. */
  skip(byteLength: number): void {
    this.#release();
    if (this.#prefixLength < PREFIX_BYTES || byteLength > this.#left) this.#lost = true;
    this.#left -= byteLength;
    this.#isTooLong = true;
    if (this.#left === 0) this.#begin();
  }

  /** Lets go of what is kept. */
  close(): void {
    this.#release();
    this.#lost = true;
  }

  #keep(part: Buffer): void {
    if (this.#isTooLong || part.length === 0) return;
    const cost = part.length + PART_COST;
    if (cost > this.#room.left) {
      this.#isTooLong = true;
      this.#release();
      return;
    }
    this.#room.left -= cost;
    this.#keptCost += cost;
    this.#kept.push(Buffer.from(part));
  }

  #complete(last: Buffer, completed: (message: FramedMessage) => void): void {
    const byteLength = this.#prefix.readUInt32BE(1);
    const message = { flag: this.#prefix.readUInt8(0), byteLength, pieces: this.#pieces };
    const whole = this.#kept.length === 0 ? last : Buffer.concat([...this.#kept, last]);
    const bytes = this.#isTooLong ? {} : { bytes: whole };
    this.#release();
    this.#begin();
    completed({ ...message, ...bytes });
  }

  /** The next message begins. */
  #begin(): void {
    this.#prefixLength = 0;
    this.#pieces = new Pieces();
  }

  #release(): void {
    this.#room.left += this.#keptCost;
    this.#kept = [];
    this.#keptCost = 0;
  }
}
