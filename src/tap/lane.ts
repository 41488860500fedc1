import type { Socket } from 'node:net';
import { leftOpen } from '../wire/left-open.ts';
import type { Direction, Dissector, Ending, Message, Range } from '../wire/types.ts';
import type { ArmedFault } from './armed.ts';
import { ByteQueue } from './byte-queue.ts';
import type { Capture } from './capture.ts';
import { verdictOn } from './decision.ts';
import type { Crossing, MessageSeen } from './events.ts';
import type { OnArrival, OnPace } from './faults/fault.ts';
import { Pacing, type Working } from './pacing.ts';
import { Schedule } from './schedule.ts';
import type { Tally } from './tally.ts';
import type { Surroundings } from './types.ts';
import { UnderWay } from './under-way.ts';

/** What a lane tells its connection. */
export interface LaneHost {
  readonly dissector: Dissector;
  readonly capture: Capture;
  readonly tally: Tally;
  readonly clock: Surroundings['clock'];
  /** Bytes are about to go on in this direction: what the other one said so far was before them. */
  speaks(lane: Lane): void;
  /** Bytes of a message went on whose end is still to come: they are told before long. */
  tellSoon(): void;
  crossing(crossing: LaneCrossing): void;
  /** The dissector made a message of the other direction out, which it could not read before. */
  completedOther(lane: Lane, message: Message): void;
  report(message: Message, seen: HowSeen): void;
  /** Bytes arrived that the capture no longer keeps. */
  captureFull(): void;
  /** A fault began to work. */
  fired(armed: ArmedFault): void;
  /** The end of this direction was handed on. */
  ended(lane: Lane, how: Ending): void;
  /** The sender ended this direction in a black hole: nobody else hears of it. */
  vanished(lane: Lane, how: Ending): void;
  /** A fault wants the connection cut, now that all that was due is delivered. */
  cut(how: Ending, armed: ArmedFault): void;
}

/** How a message was seen to cross. */
export type HowSeen = Pick<MessageSeen, 'delivery' | 'deliveredBytes' | 'begunAt' | 'unfinished'>;

/** What a lane knows of a crossing. */
export type LaneCrossing = Omit<Crossing, 'type' | 'connection' | 'bytes'>;

const NOTHING = new Uint8Array(0);
/** What is seen of nearly every message. */
const WHOLE: HowSeen = { delivery: 'whole' };

/**
 * How many bytes may wait in a lane before its sender is paused. More than what a sender keeps
 * sending without looking at the clock, for lab time stands still while bytes lie unread.
 */
const WAITING_LIMIT = 4 * 1024 * 1024;

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
  /** Where the message starts that the dissector is reading. */
  #readUpTo = 0;
  /** What is known of the message whose first bytes went on and whose last ones did not. */
  readonly #underWay = new UnderWay();
  /** The same of what lies inside TLS, in offsets of the plaintext. */
  readonly #insideUnderWay = new UnderWay();
  readonly #schedule: Schedule;
  #paused = false;
  /** True once nothing that arrives is delivered any more. */
  #severed = false;
  /** True once all that arrives is lost, its end too, and the connection stays as it is. */
  #swallowing = false;
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
    this.#schedule = new Schedule(host.clock, () => this.#regulate());
    this.#pacing = new Pacing((armed) => host.fired(armed));
  }

  /** True while bytes wait for their turn of the event loop. */
  get atWork(): boolean {
    return this.#schedule.atWork;
  }

  add(armed: ArmedFault, work: OnArrival | OnPace): void {
    if (work.acts === 'on-pace') this.#pacing.add(armed, work);
    else this.#judges.push({ armed, work, begun: false });
  }

  /** Lets go of a fault that is spent; what only it held back goes on. What it began it ends, but `atOnce`. */
  drop(armed: ArmedFault, atOnce = false): void {
    this.#pacing.drop(armed, atOnce);
    const before = this.#judges.length;
    this.#judges = this.#judges.filter((each) => each.begun || each.armed !== armed);
    if (this.#judges.length < before && this.#undecided.byteLength > 0) this.#decide([]);
  }

  /** Takes bytes from the sender. */
  receive(chunk: Uint8Array): void {
    if (this.#severed) {
      this.#observe(chunk);
      if (this.#swallowing) this.reportRest();
    } else if (this.#judges.length === 0 && this.#pacing.idle && this.#schedule.empty) {
      this.#host.speaks(this);
      this.#forward(chunk);
      this.#observe(chunk);
      this.release();
      this.#tellSoon();
    } else {
      this.#undecided.push(chunk);
      this.#decide(this.#observe(chunk));
    }
    if (this.#host.capture.full) this.#host.captureFull();
    this.#regulate();
  }

  /** Takes the end of the sender's direction; it goes on behind the bytes before it. */
  receiveEnd(how: Ending): void {
    const completed = this.#endReading(how);
    if (how === 'rst') this.#unfinished = completed;
    if (this.#swallowing) {
      this.reportRest();
      this.#host.vanished(this, how);
    }
    if (this.#severed) return;
    if (how === 'fin') this.#decide(completed, how);
    if (this.#severed) return;
    for (const { at, alone } of this.#pacing.pace(NOTHING, this.#host.clock.now())) {
      this.#schedule.add({ at, alone, byteLength: 0, run: () => this.#end(how) });
    }
    this.#schedule.go();
  }

  /** The receiver can take bytes again. */
  unblock(): void {
    this.#schedule.unblock();
  }

  /** Delivers nothing more; what the sender still says is only read. */
  sever(): void {
    this.#severed = true;
    this.#undecided.clear();
    this.#schedule.clear();
    this.#regulate();
  }

  get swallowing(): boolean {
    return this.#swallowing;
  }

  /** Delivers nothing more, not even the end, and reports what arrives as lost. */
  swallow(): void {
    this.sever();
    this.#swallowing = true;
    this.reportRest();
  }

  /** Reads to the end what a cut or a reset leaves unfinished. */
  breakOff(how: Ending): void {
    if (!this.#read) this.#unfinished = this.#endReading(how);
  }

  /** Takes a message of this direction that came to light late. */
  complete(message: Message): void {
    this.#host.tally.count(message);
    // What lies inside records of TLS has no bytes of its own.
    if (message.inside === undefined) this.#readUpTo = message.end;
    if (this.#host.capture.began(this.direction, message.start)) this.#complete.push(message);
  }

  /** Reports what will never be delivered, now that this is certain. */
  reportRest(): void {
    for (const message of this.#complete) {
      const whole = message.end <= this.#forwarded && !this.#unfinished.includes(message);
      const deliveredBytes = Math.min(message.end, this.#forwarded) - message.start;
      const begun = this.#begunAt(message);
      if (whole) this.#host.report(message, { ...WHOLE, ...begun });
      else if (deliveredBytes > 0) {
        this.#host.report(message, { delivery: 'part', deliveredBytes, ...begun });
      } else this.#host.report(message, { delivery: 'none' });
    }
    this.#complete = [];
  }

  /** Tells what went on of the message whose end is still to come, as far as it was not told. */
  tellUnderWay(): void {
    this.#tellInside();
    // Whoever asks mostly finds that all was told.
    if (this.#forwarded <= this.#start) return;
    const { dissector, capture } = this.#host;
    if (this.#forwarded === this.#received) this.#take(dissector.release?.(this.direction) ?? []);
    this.release();
    const messageStart = this.#start;
    const told = this.#underWay.tell(messageStart, this.#forwarded);
    if (told === undefined || !capture.began(this.direction, messageStart)) return;
    const { start, end } = told;
    const { direction } = this;
    const head = this.#underWay.knowsHead ? undefined : this.#headUnderWay();
    this.#underWay.knowsHead ||= head !== undefined;
    this.#host.crossing({ direction, messageStart, start, end, ...(head && { head }) });
  }

  /** The same for what lies inside TLS: the records that went on are told, and what they hold is not whole. */
  #tellInside(): void {
    const { dissector } = this.#host;
    const { direction } = this;
    const range = this.#forwarded === this.#received && dissector.underWayInside?.(direction);
    if (!range) return;
    const told = this.#insideUnderWay.tell(range.start, range.end);
    if (told === undefined) return;
    const head = this.#insideUnderWay.knowsHead ? undefined : dissector.headInside?.(direction);
    this.#insideUnderWay.knowsHead ||= head !== undefined;
    const { start, end } = told;
    const messageStart = range.start;
    this.#host.crossing({
      direction,
      messageStart,
      start,
      end,
      inside: true,
      ...(head && { head }),
    });
  }

  /** When the first bytes of a message went on, if it was under way before it was whole. */
  #begunAt(message: Message): { readonly begunAt: number } | undefined {
    return message.inside === undefined
      ? this.#underWay.begunAt(message)
      : this.#insideUnderWay.begunAt(message.inside);
  }

  /** Reports what came of the message under way: the recording ends. */
  conclude(): void {
    const isUnderWay = this.#isUnderWay;
    this.#endReading('rst');
    for (const message of this.#complete) {
      const deliveredBytes = Math.min(message.end, this.#forwarded) - message.start;
      const isOpen = message.inside === undefined ? isUnderWay : !isEmpty(message.inside);
      if (deliveredBytes <= 0 || !isOpen) continue;
      const begun = this.#begunAt(message);
      this.#host.report(leftOpen(message), {
        delivery: 'part',
        deliveredBytes,
        ...begun,
        unfinished: true,
      });
    }
    this.#complete = [];
  }

  /** True if bytes of a message went on whose end is still to come. */
  get #isUnderWay(): boolean {
    if (this.#forwarded <= this.#start) return false;
    return this.#forwarded < this.#received || !this.#host.dissector.isBetween?.(this.direction);
  }

  /** Where the first message starts that was not reported. */
  get #start(): number {
    return this.#complete[0]?.start ?? this.#readUpTo;
  }

  /** The head of the message under way, if all of it went on. */
  #headUnderWay(): Crossing['head'] {
    const [message] = this.#complete;
    // A message that waits for its last bytes is known, and its head is as far as it goes.
    if (message !== undefined) return undefined;
    const head = this.#host.dissector.headUnderWay?.(this.direction);
    return head !== undefined && head.end <= this.#forwarded ? head : undefined;
  }

  #observe(chunk: Uint8Array): readonly Message[] {
    this.#received += chunk.byteLength;
    this.#host.capture.keep(this.direction, chunk);
    if (this.direction === 'server-to-client') this.#host.tally.received = this.#received;
    return this.#take(this.#host.dissector.push(this.direction, chunk));
  }

  #endReading(how: Ending): readonly Message[] {
    if (this.#read) return [];
    this.#read = true;
    return this.#take(this.#host.dissector.end(this.direction, how));
  }

  /** Sorts messages by direction; returns those of this one. */
  #take(messages: readonly Message[]): readonly Message[] {
    if (messages.length === 0) return messages;
    let others = 0;
    for (const message of messages) {
      if (message.direction === this.direction) {
        this.complete(message);
      } else {
        others += 1;
        this.#host.completedOther(this, message);
      }
    }
    if (others === 0) return messages;
    return messages.filter((message) => message.direction === this.direction);
  }

  /** Asks the faults about what has not passed, and does what they say. */
  #decide(completed: readonly Message[], ending?: Ending): void {
    const byteLength = this.#undecided.byteLength;
    const offset = this.#received - byteLength;
    const arrival = { offset, byteLength, completed, ...(ending && { ending }) };
    const verdict = verdictOn(arrival, this.#judges);
    const now = this.#host.clock.now();
    for (const bytes of this.#undecided.take(this.#gap ? 0 : verdict.bytes)) {
      for (const piece of this.#pacing.pace(bytes, now)) {
        const run = () => this.#deliver(piece.bytes);
        this.#schedule.add({ at: piece.at, alone: piece.alone, byteLength: piece.byteLength, run });
      }
    }
    if (verdict.cut !== undefined) {
      const { how, by } = verdict.cut;
      const { armed } = by;
      if (!by.begun) armed.fire();
      this.#undecided.clear();
      this.#severed = true;
      const run = () => this.#host.cut(how, armed);
      this.#schedule.add({ at: now, alone: false, byteLength: 0, run });
    } else if (verdict.withheldBy !== undefined) {
      if (!verdict.withheldBy.begun) verdict.withheldBy.armed.fire();
      verdict.withheldBy.begun = true;
      this.#gap = true;
      this.#undecided.clear();
    }
    this.#schedule.go();
  }

  #deliver(bytes: Uint8Array): void {
    if (bytes.byteLength > 0) this.#host.speaks(this);
    this.#forward(bytes);
    this.release();
    this.#tellSoon();
  }

  #tellSoon(): void {
    if (this.#isUnderWay && this.#underWay.isAhead(this.#forwarded)) this.#host.tellSoon();
    const inside = this.#host.dissector.underWayInside?.(this.direction);
    if (inside === undefined) return;
    this.#insideUnderWay.goesOn(inside.start, this.#host.clock);
    if (this.#insideUnderWay.isAhead(inside.end)) this.#host.tellSoon();
  }

  #forward(bytes: Uint8Array): void {
    this.#forwarded += bytes.byteLength;
    if (!this.target.write(bytes)) this.#schedule.block();
  }

  /** Reports the messages whose last byte went on; in a black hole those that are lost. */
  release(): void {
    if (this.#swallowing) this.reportRest();
    for (;;) {
      const [message] = this.#complete;
      if (message === undefined || message.end > this.#forwarded) break;
      if (this.#unfinished.includes(message)) break;
      this.#complete.shift();
      const begun = this.#begunAt(message);
      this.#host.report(message, begun === undefined ? WHOLE : { ...WHOLE, ...begun });
    }
    if (this.#isUnderWay) this.#underWay.goesOn(this.#start, this.#host.clock);
    if (this.#host.capture.full && this.#complete.length === 0) {
      this.#host.capture.forget(this.direction);
    }
  }

  #end(how: Ending): void {
    this.#host.speaks(this);
    this.release();
    if (how === 'fin') {
      this.reportRest();
      this.target.end();
    }
    this.#host.ended(this, how);
  }

  /** Lets the sender wait while the receiver or a fault does. */
  #regulate(): void {
    const wait =
      !this.#severed && (this.#schedule.blocked || this.#schedule.byteLength > WAITING_LIMIT);
    if (wait === this.#paused) return;
    this.#paused = wait;
    if (wait) this.source.pause();
    else this.source.resume();
  }
}

function isEmpty({ start, end }: Range): boolean {
  return start === end;
}
