import { limits } from '../limits.ts';

/** A command that waits for its reply. */
interface Waiting {
  readonly exchange: number;
  readonly command: string;
  /** How many replies it still gets: one for each channel that it names. */
  left: number;
}

const SUBSCRIBING = /^[PS]?(?:UN)?SUBSCRIBE$/;

/** Which reply answers which command: replies come in the order of the commands. */
export class Conversation {
  readonly #waiting: Waiting[] = [];
  #count = 0;
  #subscribed = false;
  /** True once too many commands wait to be counted. */
  #lost = false;

  /** A command is there; gives its number. */
  ask(command: string, args: readonly string[]): number {
    const exchange = ++this.#count;
    // Redis passes over an empty line and an empty array.
    if (command === '') return exchange;
    if (this.#waiting.length >= limits.respPipeline) this.#lost = true;
    const left = SUBSCRIBING.test(command) ? Math.max(1, args.length) : 1;
    if (!this.#lost) this.#waiting.push({ exchange, command, left });
    return exchange;
  }

  /**
   * A reply is there; gives what it answers: nothing if it was pushed, `unasked` if nobody asked.
   *
   * @param word the first element, if it is an array
   */
  answer(
    isPush: boolean,
    word: string | undefined,
  ): Pick<Waiting, 'exchange' | 'command'> | 'pushed' | 'unasked' {
    const next = this.#waiting[0];
    const isNotice = this.#subscribed && /^[ps]?message$/.test(word ?? '');
    if (isPush || isNotice) {
      // In RESP3 even the confirmation of a subscription is pushed.
      const confirms = next !== undefined && word?.toUpperCase() === next.command;
      if (!confirms) return 'pushed';
    }
    if (next === undefined) return this.#lost || this.#subscribed ? 'pushed' : 'unasked';
    if (SUBSCRIBING.test(next.command)) this.#subscribed = true;
    if (--next.left === 0) this.#waiting.shift();
    // The lines of MONITOR come without being asked for.
    if (next.command === 'MONITOR') this.#subscribed = true;
    return next;
  }
}
