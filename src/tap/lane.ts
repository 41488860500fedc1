import type { Socket } from 'node:net';
import type { Direction, Dissector, Ending, Message } from '../wire/types.ts';
import type { ArmedFault } from './armed.ts';
import { ByteQueue } from './byte-queue.ts';
import type { Capture } from './capture.ts';
import type { Delivery } from './events.ts';
import type { OnArrival, OnPace } from './faults/fault.ts';
import { type Due, Pacing, WAITING_LIMIT, type Working } from './pacing.ts';
import type { Tally } from './tally.ts';
import type { Surroundings } from './types.ts';
import { verdictOn } from './verdict.ts';

/** What a lane tells its connection. */
export interface LaneHost {
  readonly dissector: Dissector;
  readonly capture: Capture;
  readonly tally: Tally;
  readonly clock: Surroundings['clock'];
  report(message: Message, delivery: Delivery): void;
  /** Bytes arrived that the capture no longer keeps. */
  captureFull(): void;
  /** A fault began to work. */
  fired(armed: ArmedFault): void;
  /** The end of this direction was handed on. */
  ended(lane: Lane, how: Ending): void;
  /** A fault wants the connection cut, now that all that was due is delivered. */
  cut(how: Ending, armed: ArmedFault): void;
}

const NOTHING = new Uint8Array(0);

/** One direction of a connection: from the sender's socket to the receiver's, byte for byte. */
export class Lane {
  readonly direction: Direction;
  readonly source: Socket;
  readonly target: Socket;
  /** How the direction ended, once that was handed on. */
  ending: Ending | undefined;

  readonly #host: LaneHost;
  readonly #pacing: Pacing;
  #judges: Working<OnArrival>[] = [];
  /** Bytes that faults have not decided about. */
  readonly #undecided = new ByteQueue();
  #received = 0;
  #forwarded = 0;
  /** Messages that are complete and not yet reported. */
  #complete: Message[] = [];
  #due: Due[] = [];
  #waiting = 0;
  #timer: { cancel(): void } | undefined;
  #turn: NodeJS.Immediate | undefined;
  #blocked = false;
  #paused = false;
  /** True once nothing that arrives is delivered any more. */
  #severed = false;
  /** True once bytes were withheld for good: what follows them must not pass either. */
  #gap = false;
  /** True once the dissector knows that the direction is over. */
  #read = false;
  /** Messages that a cut or a reset left unfinished. */
  #unfinished: readonly Message[] = [];

  constructor(direction: Direction, source: Socket, target: Socket, host: LaneHost) {
    this.direction = direction;
    this.source = source;
    this.target = target;
    this.#host = host;
    this.#pacing = new Pacing((armed) => host.fired(armed));
  }

  /** True while bytes wait for their turn of the event loop. */
  get atWork(): boolean {
    return this.#turn !== undefined;
  }

  add(armed: ArmedFault, work: OnArrival | OnPace): void {
    if (work.acts === 'on-pace') this.#pacing.add(armed, work);
    else this.#judges.push({ armed, work, begun: false });
  }

  /** Lets go of a fault that is spent; what only it held back goes on. */
  drop(armed: ArmedFault): void {
    this.#pacing.drop(armed);
    const before = this.#judges.length;
    this.#judges = this.#judges.filter((each) => each.begun || each.armed !== armed);
    if (this.#judges.length < before && this.#undecided.byteLength > 0) this.#decide([]);
  }

  /** Takes bytes from the sender. */
  receive(chunk: Uint8Array): void {
    if (this.#severed) {
      this.#observe(chunk);
    } else if (this.#judges.length === 0 && this.#pacing.idle && this.#due.length === 0) {
      this.#forward(chunk);
      this.#observe(chunk);
      this.#release();
    } else {
      this.#undecided.push(chunk);
      this.#decide(this.#observe(chunk));
    }
    if (this.#host.capture.full) this.#host.captureFull();
    this.#regulate();
  }

  /** Takes the end of the sender's direction; it goes on behind the bytes before it. */
  receiveEnd(how: Ending): void {
    const completed = this.#endReading(how, how === 'rst');
    if (this.#severed) return;
    if (how === 'fin') this.#decide(completed, how);
    if (this.#severed) return;
    for (const { at, alone } of this.#pacing.pace(NOTHING, this.#host.clock.now())) {
      this.#due.push({ at, alone, run: () => this.#end(how) });
    }
    this.#pump();
  }

  /** The receiver can take bytes again. */
  unblock(): void {
    this.#blocked = false;
    this.#pump();
    this.#regulate();
  }

  /** Delivers nothing more; what the sender still says is only read. */
  sever(): void {
    this.#severed = true;
    this.#undecided.clear();
    this.#due = [];
    this.#waiting = 0;
    this.#timer?.cancel();
    if (this.#turn !== undefined) clearImmediate(this.#turn);
    this.#timer = this.#turn = undefined;
    this.#regulate();
  }

  /** Reports what will never be delivered, now that this is certain. */
  reportRest(how: Ending): void {
    this.#endReading(how, true);
    for (const message of this.#complete) {
      const whole = message.end <= this.#forwarded && !this.#unfinished.includes(message);
      const delivery = whole ? 'whole' : message.start < this.#forwarded ? 'part' : 'none';
      this.#host.report(message, delivery);
    }
    this.#complete = [];
  }

  #observe(chunk: Uint8Array): readonly Message[] {
    this.#received += chunk.byteLength;
    this.#host.capture.keep(this.direction, chunk);
    if (this.direction === 'server-to-client') this.#host.tally.received = this.#received;
    return this.#take(this.#host.dissector.push(this.direction, chunk));
  }

  #endReading(how: Ending, early: boolean): readonly Message[] {
    if (this.#read) return [];
    this.#read = true;
    const messages = this.#take(this.#host.dissector.end(this.direction, how));
    if (early) this.#unfinished = messages;
    return messages;
  }

  #take(messages: readonly Message[]): readonly Message[] {
    for (const message of messages) {
      if (this.direction === 'server-to-client') this.#host.tally.count(message);
      if (this.#host.capture.began(this.direction, message.start)) this.#complete.push(message);
    }
    return messages;
  }

  /** Asks the faults about what has not passed, and does what they say. */
  #decide(completed: readonly Message[], ending?: Ending): void {
    const byteLength = this.#undecided.byteLength;
    const offset = this.#received - byteLength;
    const arrival = { offset, byteLength, completed, ...(ending && { ending }) };
    const verdict = verdictOn(arrival, this.#judges);
    const now = this.#host.clock.now();
    for (const bytes of this.#undecided.take(this.#gap ? 0 : verdict.bytes)) {
      for (const due of this.#pacing.idle
        ? [{ bytes, at: now, alone: false }]
        : this.#pacing.pace(bytes, now)) {
        this.#waiting += due.bytes?.byteLength ?? 0;
        this.#due.push(due);
      }
    }
    if (verdict.cut !== undefined) {
      const { how, by } = verdict.cut;
      const { armed } = by;
      if (!by.begun) armed.fire();
      this.#undecided.clear();
      this.#severed = true;
      this.#due.push({ at: now, alone: false, run: () => this.#host.cut(how, armed) });
    } else if (verdict.withheldBy !== undefined) {
      if (!verdict.withheldBy.begun) verdict.withheldBy.armed.fire();
      verdict.withheldBy.begun = true;
      this.#gap = true;
      this.#undecided.clear();
    }
    this.#pump();
  }

  /** Does what is due, up to the first thing that has to wait. */
  #pump(): void {
    if (this.#timer !== undefined || this.#turn !== undefined) return;
    let done = 0;
    for (const due of this.#due) {
      if (this.#blocked) break;
      const waitMs = due.at - this.#host.clock.now();
      if (waitMs > 0) {
        this.#timer = this.#host.clock.setTimer(waitMs, () => {
          this.#timer = undefined;
          this.#pump();
          this.#regulate();
        });
        break;
      }
      done += 1;
      this.#do(due);
      if (due.alone) {
        this.#turn = setImmediate(() => {
          this.#turn = undefined;
          this.#pump();
          this.#regulate();
        });
        break;
      }
    }
    this.#due.splice(0, done);
  }

  #do(due: Due): void {
    if (due.bytes !== undefined) {
      this.#waiting -= due.bytes.byteLength;
      this.#forward(due.bytes);
      this.#release();
    }
    due.run?.();
  }

  #forward(bytes: Uint8Array): void {
    this.#forwarded += bytes.byteLength;
    if (!this.target.write(bytes)) this.#blocked = true;
  }

  /** Reports the messages whose last byte went on. */
  #release(): void {
    let released = 0;
    for (const message of this.#complete) {
      if (message.end > this.#forwarded || this.#unfinished.includes(message)) break;
      released += 1;
      this.#host.report(message, 'whole');
    }
    if (released > 0) this.#complete.splice(0, released);
    if (this.#host.capture.full && this.#complete.length === 0) {
      this.#host.capture.forget(this.direction);
    }
  }

  #end(how: Ending): void {
    this.#release();
    if (how === 'fin') {
      this.reportRest(how);
      this.target.end();
    }
    this.#host.ended(this, how);
  }

  /** Lets the sender wait while the receiver or a fault does. */
  #regulate(): void {
    const wait = !this.#severed && (this.#blocked || this.#waiting > WAITING_LIMIT);
    if (wait === this.#paused) return;
    this.#paused = wait;
    if (wait) this.source.pause();
    else this.source.resume();
  }
}
