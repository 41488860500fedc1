import type { ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { safeText } from '../../text/safe-text.ts';
import { type Excerpt, excerptOf, type StepChoice } from '../excerpt/step-choice.ts';
import { captureFullSentence } from '../story/connection.ts';
import { madeBy } from '../story/made-by.ts';
import { ConnectionRecord } from './connection.ts';
import type { Exchange } from './exchange.ts';
import type { HarPage } from './types.ts';

/** A step while it is played. */
interface Step {
  readonly id: string;
  readonly title: string;
  /** Lab time in milliseconds. */
  readonly at: number;
  readonly remarks: string[];
  /** Whether it is written. */
  readonly isTold: boolean;
}

/** The exchanges and steps of one scenario. */
export class ScenarioRecord {
  /** Milliseconds since 1970 at lab time 0. */
  readonly epochMs: number;
  /** What the scenario is about, one line. */
  readonly about: string;
  /** In the order in which they began, but for those that were given out. */
  #exchanges: Exchange[] = [];
  readonly #name: string;
  readonly #number: number;
  readonly #steps: Step[] = [];
  readonly #connections = new Map<number, ConnectionRecord>();

  readonly #excerpt: Excerpt | undefined;

  /** `number` tells the scenarios of a file apart; of `steps` it gives out the exchanges, of all if none are named. */
  constructor(scenario: ScenarioEvent, number: number, steps?: StepChoice) {
    this.#excerpt = steps && excerptOf(steps);
    this.epochMs = Date.parse(scenario.epoch);
    this.#name = `${scenario.id} (${scenario.variant.name})`;
    this.#number = number;
    this.about = safeText(`${this.#name}: ${scenario.title}. ${scenario.claim}`);
  }

  take(event: TranscriptEvent): void {
    switch (event.type) {
      case 'step':
        this.#steps.push({
          id: `page_${this.#number}_${event.step}`,
          title: safeText(`${this.#name}, step ${event.step}: ${event.title}`),
          at: event.at,
          remarks: [],
          isTold: this.#excerpt?.takes(event) ?? true,
        });
        break;
      case 'note':
        this.#remark(event.text);
        break;
      case 'check':
        this.#remark(
          `${event.holds ? '✓' : '✗'} ${event.promise} (${madeBy(event)}, ${event.id}): ${event.actual}`,
        );
        break;
      case 'connection-opened':
        this.#connections.set(
          event.connection,
          new ConnectionRecord(event, {
            epochMs: this.epochMs,
            page: () => this.#steps.at(-1)?.id,
            add: (exchange) => this.#exchanges.push(exchange),
          }),
        );
        break;
      case 'connection-refused':
        // The transcript does not say what was to be asked, so there is no entry for it.
        this.#remark(`${event.client} → ${event.server}: no connection (${event.code})`);
        break;
      case 'crossing':
        this.#connections.get(event.connection)?.crossing(event);
        break;
      case 'message':
        this.#connections.get(event.connection)?.message(event);
        break;
      case 'fault':
        this.#connections.get(event.connection)?.remark(safeText(`The tap ${event.sentence}.`));
        break;
      case 'capture-full':
        this.#connections.get(event.connection)?.remark(captureFullSentence(event));
        break;
      case 'connection-ended':
        this.#connections.get(event.connection)?.end(event);
        break;
      default:
        break;
    }
  }

  finish(): void {
    for (const connection of this.#connections.values()) connection.finish();
    this.#connections.clear();
  }

  /** Gives out all exchanges that are not written: the scenario is over. */
  *rest(): Iterable<Exchange> {
    yield* this.#given(this.#exchanges);
    this.#exchanges = [];
  }

  /** Gives out the exchanges that are over, and lets go of them. */
  *over(): Iterable<Exchange> {
    const over = new Set(this.#exchanges.filter(({ isOver }) => isOver));
    this.#exchanges = this.#exchanges.filter((exchange) => !over.has(exchange));
    yield* this.#given(over);
    for (const [number, connection] of this.#connections) {
      if (!connection.forgetWritten()) this.#connections.delete(number);
    }
  }

  *#given(exchanges: Iterable<Exchange>): Iterable<Exchange> {
    for (const exchange of exchanges) {
      if (this.#isTold(exchange)) yield exchange;
      exchange.written = true;
      exchange.requestBody.drop();
      exchange.responseBody.drop();
    }
  }

  pages(): readonly HarPage[] {
    const told = this.#steps.filter(({ isTold }) => isTold);
    return told.map(({ id, title, at, remarks }) => ({
      startedDateTime: new Date(this.epochMs + at).toISOString(),
      id,
      title,
      pageTimings: {},
      ...(remarks.length > 0 && { comment: remarks.join('\n') }),
    }));
  }

  #isTold({ page }: Exchange): boolean {
    if (this.#excerpt === undefined) return true;
    return this.#steps.some(({ id, isTold }) => isTold && id === page);
  }

  #remark(text: string): void {
    this.#steps.at(-1)?.remarks.push(safeText(text));
  }
}
