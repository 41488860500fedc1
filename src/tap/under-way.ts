import type { Range } from '../wire/types.ts';

/** Knows when the message of one direction began whose end is still to come, and what of it was told. */
export class UnderWay {
  /** True once the head of the message was told. */
  knowsHead = false;
  /** Where the message starts, -1 if none is under way. */
  #messageStart = -1;
  #at = 0;
  /** How far the message was told. */
  #told = 0;

  /** A message that starts at this offset is under way. */
  goesOn(messageStart: number, clock: { now(): number }): void {
    if (messageStart === this.#messageStart) return;
    this.#messageStart = messageStart;
    this.#at = clock.now();
    this.#told = messageStart;
    this.knowsHead = false;
  }

  /** When the first byte of a message went on, if it was under way before it was whole. */
  begunAt({ start }: Range): { readonly begunAt: number } | undefined {
    return start === this.#messageStart ? { begunAt: this.#at } : undefined;
  }

  /** True if bytes of the message under way went on that were not told. */
  isAhead(forwarded: number): boolean {
    return forwarded > this.#told;
  }

  /** What is to be told of the message under way now that `forwarded` bytes of its direction went on. */
  tell(messageStart: number, forwarded: number): Range | undefined {
    if (messageStart !== this.#messageStart || forwarded <= this.#told) return undefined;
    const start = this.#told;
    this.#told = forwarded;
    return { start, end: forwarded };
  }
}
