import type { Socket } from 'node:net';
import { plaintextOf } from '../wire/tls/plaintext-of.ts';
import type { Dissector, Ending, Message } from '../wire/types.ts';
import type { ArmedFault } from './armed.ts';
import type { Budget } from './budget.ts';
import { Capture } from './capture.ts';
import type { ConnectionEnded, TapEvent } from './events.ts';
import { startFault } from './faults/registry.ts';
import { flushed, read } from './flush.ts';
import { type HowSeen, Lane, type LaneCrossing, type LaneHost } from './lane.ts';
import { Tally } from './tally.ts';
import type { Surroundings, Upstream } from './types.ts';
import { connectTo } from './upstream.ts';

/** What a connection needs of its tap. */
export interface ConnectionOptions {
  /** Its number in the run. */
  readonly connection: number;
  /** Which one of this tap it is, from 1. */
  readonly ordinal: number;
  readonly client: string;
  readonly server: string;
  readonly upstream: Upstream;
  readonly surroundings: Surroundings;
  readonly captureBytes: number;
  /** What all connections may hold together. */
  readonly budget: Budget;
  /** See `TapOptions.tellAfterMs`. */
  readonly tellAfterMs: number | undefined;
  readonly dissector: Dissector;
  readonly emit: (event: TapEvent) => void;
  /** The faults that wait for it when it opens. */
  readonly armed: () => readonly ArmedFault[];
  /** A fault fired for the last time. */
  readonly spent: (armed: ArmedFault) => void;
}

const NOTHING = new Uint8Array(0);

type State = 'opening' | 'open' | 'ending' | 'over';

/** A client's connection and the one the tap opened for it to the server, with a lane each way. */
export class Connection implements LaneHost {
  readonly dissector: Dissector;
  readonly capture: Capture;
  readonly tally = new Tally();
  readonly clock: Surroundings['clock'];
  /** Resolves when both sockets are closed. Never rejects. */
  readonly closed: Promise<void>;

  readonly #options: ConnectionOptions;
  readonly #client: Socket;
  readonly #upstream: Socket;
  readonly #toServer: Lane;
  readonly #toClient: Lane;
  #state: State = 'opening';
  #captureFull = false;
  /** The lane whose bytes went on last. */
  #speaker: Lane | undefined;
  /** Waits to tell what is under way. */
  #telling: NodeJS.Timeout | undefined;
  /** The cut or reset that brings it down. */
  #ending: Promise<void> | undefined;
  /** The lane whose sender reset its connection. */
  #gone: Lane | undefined;

  /** Takes a client's socket, paused, and opens the connection to the server. */
  constructor(client: Socket, options: ConnectionOptions) {
    this.#options = options;
    this.dissector = options.dissector;
    this.capture = new Capture(options.captureBytes, options.budget);
    this.clock = options.surroundings.clock;
    this.#client = client;
    this.#upstream = connectTo(options.upstream);
    this.#toServer = new Lane('client-to-server', this.#client, this.#upstream, this);
    this.#toClient = new Lane('server-to-client', this.#upstream, this.#client, this);
    this.closed = Promise.all([closing(this.#client), closing(this.#upstream)]).then(() => {
      if (this.#state === 'open') this.#state = 'over';
    });
    this.#upstream.once('connect', () => this.#open());
    this.#upstream.on('error', (error) => this.#lost(this.#toClient, this.#toServer, error));
    this.#client.on('error', (error) => this.#lost(this.#toServer, this.#toClient, error));
  }

  get ordinal(): number {
    return this.#options.ordinal;
  }

  /** True while something will happen by itself, without the clock and without a party. */
  get atWork(): boolean {
    if (this.#state === 'open') return this.#toServer.atWork || this.#toClient.atWork;
    return this.#state !== 'over';
  }

  /** Resolves when all was reported; not before `closed`, but later if a cut still waits. */
  async reported(): Promise<void> {
    await this.closed;
    await this.#ending;
    // Nobody asks for what is left.
    for (const lane of [this.#toServer, this.#toClient]) this.capture.forget(lane.direction);
  }

  /** Sets a fault to work, if the connection is open and the fault is meant for it. */
  meet(armed: ArmedFault): void {
    if (this.#state !== 'open' || armed.spent || !armed.isFor(this.ordinal)) return;
    const { random } = this.#options.surroundings;
    const work = startFault(armed.fault, { random, progress: this.tally });
    if (work.acts === 'at-once') {
      armed.fire();
      this.cut(work.how, armed);
    } else if (work.acts === 'as-black-hole') {
      this.#swallow(armed);
    } else {
      (work.direction === 'client-to-server' ? this.#toServer : this.#toClient).add(armed, work);
    }
  }

  /** Lets go of a fault that is spent. */
  drop(armed: ArmedFault): void {
    if (this.#state !== 'open') return;
    this.#toServer.drop(armed);
    this.#toClient.drop(armed);
  }

  /** Lets go of a fault though it is at work. */
  release(armed: ArmedFault): void {
    if (this.#state !== 'open') return;
    this.#toServer.drop(armed, true);
    this.#toClient.drop(armed, true);
  }

  /** Closes both sockets and reports nothing more. */
  abandon(): void {
    clearTimeout(this.#telling);
    this.#state = 'over';
    this.#toServer.sever();
    this.#toClient.sever();
    this.#client.destroy();
    this.#upstream.destroy();
  }

  completedOther(lane: Lane, message: Message): void {
    const other = this.#opposite(lane);
    other.complete(message);
    other.release();
  }

  /** Reads on if secrets came that the dissector waited for. */
  wake(): void {
    for (const message of this.dissector.wake?.() ?? []) {
      const lane = message.direction === this.#toServer.direction ? this.#toServer : this.#toClient;
      lane.complete(message);
      lane.release();
    }
  }

  report(message: Message, seen: HowSeen): void {
    if (message.inside !== undefined) {
      this.#reportInside(message, seen);
      return;
    }
    const bytes = this.capture.take(message.direction, message);
    if (bytes === undefined) this.captureFull();
    const { connection, emit } = this.#options;
    const { delivery, deliveredBytes, begunAt } = seen;
    // Nearly every message is whole and kept; spreading for its sake shows in the throughput.
    if (deliveredBytes === undefined && begunAt === undefined && bytes !== undefined) {
      emit({ type: 'message', connection, message, delivery, bytes });
      return;
    }
    emit({ type: 'message', connection, message, ...seen, ...(bytes && { bytes }) });
  }

  speaks(lane: Lane): void {
    if (this.#speaker === lane) return;
    this.#speaker = lane;
    this.#opposite(lane).tellUnderWay();
  }

  tellSoon(): void {
    const { tellAfterMs } = this.#options;
    if (tellAfterMs === undefined || this.#telling !== undefined) return;
    this.#telling = setTimeout(() => {
      this.#telling = undefined;
      this.tellUnderWay();
    }, tellAfterMs);
  }

  crossing(crossing: LaneCrossing): void {
    const { connection, emit } = this.#options;
    // Bytes that were encrypted are told as the records that they lie in.
    const bytes = crossing.inside ? undefined : this.capture.peek(crossing.direction, crossing);
    emit({ type: 'crossing', connection, ...crossing, ...(bytes && { bytes }) });
  }

  /** Tells what is under way in either direction, as far as it was not told. */
  tellUnderWay(): void {
    if (this.#state !== 'open') return;
    // Whoever spoke last had told what the other said before.
    this.#toServer.tellUnderWay();
    this.#toClient.tellUnderWay();
  }

  /** Reports what is under way as unfinished: the recording ends. */
  conclude(): void {
    clearTimeout(this.#telling);
    if (this.#state !== 'open') return;
    this.tellUnderWay();
    this.#toServer.conclude();
    this.#toClient.conclude();
  }

  /** The bytes of a record that broke off tell nothing, so it is not known how much of its message arrived. */
  #reportInside(message: Message, { delivery, unfinished, begunAt }: HowSeen): void {
    const { connection, emit } = this.#options;
    const bytes = plaintextOf(message);
    const deliveredBytes = unfinished && bytes?.byteLength;
    emit({
      type: 'message',
      connection,
      message,
      delivery,
      ...(begunAt !== undefined && { begunAt }),
      ...(unfinished && { unfinished }),
      ...(deliveredBytes !== undefined && { deliveredBytes }),
      ...(bytes && { bytes }),
    });
  }

  captureFull(): void {
    if (this.#captureFull) return;
    this.#captureFull = true;
    const { connection, captureBytes, budget, emit } = this.#options;
    if (this.capture.outOfBudget) {
      emit({ type: 'capture-full', connection, capBytes: budget.byteLength, ofAll: true });
    } else emit({ type: 'capture-full', connection, capBytes: captureBytes });
  }

  fired(armed: ArmedFault): void {
    armed.fire();
    this.#sayFired(armed);
  }

  ended(lane: Lane, how: Ending): void {
    if (how === 'fin') {
      this.#sayEnded(lane, how, 'sender');
      return;
    }
    const other = this.#opposite(lane);
    this.#bringDown('rst', {
      first: () => this.#sayEnded(lane, 'rst', 'sender'),
      last: () => this.#sayEnded(other, 'rst', 'receiver'),
    });
  }

  cut(how: Ending, armed: ArmedFault): void {
    this.#bringDown(how, {
      first: () => this.#sayFired(armed),
      last: () => {
        this.#sayEnded(this.#toServer, how, 'tap');
        this.#sayEnded(this.#toClient, how, 'tap');
      },
    });
  }

  vanished(lane: Lane, how: Ending): void {
    this.#sayEnded(lane, how, 'sender');
    // Who gave up is let go; the other end is not told.
    lane.source.destroy();
  }

  #swallow(armed: ArmedFault): void {
    if (this.#toServer.swallowing) return;
    armed.fire();
    this.#sayFired(armed);
    this.#toServer.swallow();
    this.#toClient.swallow();
  }

  #opposite(lane: Lane): Lane {
    return lane === this.#toServer ? this.#toClient : this.#toServer;
  }

  #open(): void {
    if (this.#state !== 'opening') return;
    this.#state = 'open';
    const { connection, client, server, upstream, emit } = this.#options;
    const clientPort = this.#client.remotePort ?? 0;
    const serverPort = upstream.port;
    const ports = { clientPort, serverPort };
    const { remoteAddress } = this.#upstream;
    const isElsewhere = remoteAddress !== undefined && remoteAddress !== '127.0.0.1';
    const place = isElsewhere && { serverAddress: remoteAddress };
    emit({ type: 'connection-opened', connection, client, server, ...ports, ...place });
    for (const lane of [this.#toServer, this.#toClient]) {
      lane.source.on('data', (chunk) => lane.receive(chunk));
      lane.source.on('end', () => this.#probe(lane));
      lane.target.on('drain', () => lane.unblock());
    }
    for (const armed of this.#options.armed()) this.meet(armed);
    this.#client.resume();
  }

  /**
   * Takes the end of a direction. Where bytes and a reset arrive together, libuv hands out the bytes
   * and reports an orderly end; writing nothing asks the system again, and fails after a reset.
   */
  #probe(lane: Lane): void {
    if (!lane.source.writable) {
      lane.receiveEnd('fin');
      return;
    }
    lane.source.write(NOTHING, (error) => {
      if (!error) lane.receiveEnd('fin');
    });
  }

  /** A party reset its connection, or cannot be reached at all. */
  #lost(from: Lane, to: Lane, error: NodeJS.ErrnoException): void {
    if (this.#state === 'opening') {
      this.#state = 'over';
      if (from === this.#toClient) {
        const { connection, client, server, emit } = this.#options;
        const code = error.code ?? 'UNKNOWN';
        emit({ type: 'connection-refused', connection, client, server, code });
        this.#client.resetAndDestroy();
      } else {
        this.#upstream.destroy();
      }
    } else if (this.#state === 'open' && from.swallowing) {
      from.receiveEnd('rst');
    } else if (this.#state === 'open' && this.#gone === undefined) {
      this.#gone = from;
      to.sever();
      from.receiveEnd('rst');
    } else if (this.#state === 'open') {
      // The other party was gone before, and its last bytes find nobody any more.
      this.ended(to, 'rst');
    }
  }

  #bringDown(how: Ending, say: Telling): void {
    if (this.#state !== 'open') return;
    this.#state = 'ending';
    this.#ending = this.#end(how, say);
  }

  /** Delivers what was handed on, reports the rest as lost, and closes both sockets. */
  async #end(how: Ending, say: Telling): Promise<void> {
    const sockets = [this.#client, this.#upstream];
    this.#toServer.sever();
    this.#toClient.sever();
    if (how === 'fin') for (const socket of sockets) socket.end();
    await Promise.all(sockets.map(flushed));
    await read(this.#options.surroundings);
    if (this.#isOver()) return;
    const lanes = [this.#toServer, this.#toClient];
    for (const lane of lanes) lane.reportRest();
    say.first();
    for (const lane of lanes) lane.breakOff(how);
    for (const lane of lanes) lane.reportRest();
    say.last();
    this.#state = 'over';
    for (const socket of sockets) {
      if (how === 'fin') socket.destroy();
      else if (!socket.destroyed) socket.resetAndDestroy();
    }
  }

  #isOver(): boolean {
    return this.#state === 'over';
  }

  #sayFired(armed: ArmedFault): void {
    const { connection, emit, spent } = this.#options;
    emit({ type: 'fault', fault: armed.fault, sentence: armed.sentence, connection });
    if (armed.spent) spent(armed);
  }

  #sayEnded(lane: Lane, how: Ending, by: ConnectionEnded['by']): void {
    if (lane.ending !== undefined) return;
    lane.ending = how;
    const { connection, emit } = this.#options;
    emit({ type: 'connection-ended', connection, direction: lane.direction, how, by });
  }
}

/** What is said of an end: why, before what it costs, and how, after it. */
interface Telling {
  readonly first: () => void;
  readonly last: () => void;
}

function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}
