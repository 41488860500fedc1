import type { TranscriptEvent, WaitEvent } from '../record/transcript.ts';
import type { Parameter, ParameterValue } from './parameters.ts';

/**
 * How far a run may go before it is taken to be one that never ends, and fails. The catalogue's
 * largest stories come to 1,050 repetitions, 5,800 events, 1,060 jumps, 102 timers and 106 connections.
 * If a whole number among its parameters is above its default, a run may go five times as far, lab
 * time aside; with all of them at their highest, 3,260, 28,600, 3,270, 502 and 506 are needed.
 */
const BOUNDS = {
  /** How often one thing, such as a request, may happen in one step; its numbers may differ. */
  repetitions: 2_000,
  /** Events of the transcript in all, jumps of lab time aside. */
  events: 20_000,
  /** How often lab time may jump. */
  jumps: 50_000,
  /** Timers that run at the same lab time. */
  timersAtOnce: 10_000,
  /** Connections that are open at the same time. */
  openConnections: 500,
} as const;

/** Lab time, in milliseconds: two years, for stories that last one. */
const LONGEST_MS = 2 * 365 * 24 * 3600 * 1000;

const FURTHER = 5;

/** Counts what happens in a run, and tells when it goes on for ever. */
export class Bounds {
  readonly #factor: number;
  readonly #exceeded: (by: string) => void;
  #over = false;
  #now = 0;
  #events = 0;
  #jumps = 0;
  #timersNow = 0;
  readonly #open = new Set<number>();
  /** How often each thing happened in this step. */
  readonly #times = new Map<string, number>();

  constructor(
    rules: Readonly<Record<string, Parameter>>,
    values: Readonly<Record<string, ParameterValue>>,
    /** Called once, with what went on too far. */
    exceeded: (by: string) => void,
  ) {
    const isLarge = Object.entries(rules).some(
      ([name, rule]) => rule.type === 'integer' && Number(values[name]) > rule.default,
    );
    this.#factor = isLarge ? FURTHER : 1;
    this.#exceeded = exceeded;
  }

  /** An event is recorded. */
  take(event: TranscriptEvent): void {
    this.#moveTo(event.at);
    if (event.type === 'wait') this.#takeWait(event);
    else this.#takeHappening(event);
  }

  /** A timer runs. */
  takeTimer(at: number): void {
    this.#moveTo(at);
    this.#hold('timersAtOnce', ++this.#timersNow, (limit) => {
      return `${limit} timers at +${at} ms, and lab time stands still`;
    });
  }

  #takeWait({ at, from }: WaitEvent): void {
    const last = `the last a wait of ${at - from} ms`;
    this.#hold('jumps', ++this.#jumps, (limit) => `${limit} waits, ${last}`);
  }

  #takeHappening(event: TranscriptEvent): void {
    if (event.type === 'step') this.#times.clear();
    if (event.type === 'connection-opened') this.#open.add(event.connection);
    if (event.type === 'connection-ended') this.#open.delete(event.connection);
    this.#hold('openConnections', this.#open.size, (limit) => `${limit} connections at once`);
    this.#hold('events', ++this.#events, (limit) => `${limit} events, the last ${inWords(event)}`);
    const thing = inWords(event).replaceAll(/\d+/g, '#');
    const times = (this.#times.get(thing) ?? 0) + 1;
    this.#times.set(thing, times);
    this.#hold('repetitions', times, (limit) => `${limit} times ${inWords(event)}`);
  }

  #moveTo(at: number): void {
    if (at === this.#now) return;
    this.#now = at;
    this.#timersNow = 0;
    if (at > LONGEST_MS) this.#exceed('two years of lab time');
  }

  #hold(what: keyof typeof BOUNDS, counted: number, words: (limit: string) => string): void {
    const limit = BOUNDS[what] * this.#factor;
    if (counted > limit) this.#exceed(words(limit.toLocaleString('en-GB')));
  }

  #exceed(by: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#exceeded(by);
  }
}

function inWords(event: TranscriptEvent): string {
  switch (event.type) {
    case 'message': {
      const { client, server, message } = event;
      const [from, to] =
        message.direction === 'client-to-server' ? [client, server] : [server, client];
      return `${message.summary} from ${from} to ${to}`;
    }
    case 'connection-opened':
    case 'connection-ended':
    case 'connection-refused':
      return `${event.type} between ${event.client} and ${event.server}`;
    case 'query':
      return `${event.sql} from ${event.client} to ${event.database}`;
    case 'note':
      return `the note '${event.text}'`;
    default:
      return `a ${event.type}`;
  }
}
