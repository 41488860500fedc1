import type { Known } from '../wire/connection.ts';
import type { Dissector } from '../wire/types.ts';
import type { PartyName, TapEvent } from './events.ts';
import type { Fault } from './faults/fault.ts';

/** What a tap needs of the lab: time and chance. */
export interface Surroundings {
  readonly clock: {
    now(): number;
    setTimer(delayMs: number, callback: () => void): { cancel(): void };
  };
  readonly random: { integer(min: number, max: number): number };
  /**
   * Resolves when every byte on the wire was read by its receiver. A tap waits for it between the
   * last delivered byte and a cut, since a reset may destroy bytes that still lie in a buffer. It
   * must look at the wire alone, never at `Tap.atWork`, or both would wait for each other. Where it
   * is absent, a tap waits until the system took the bytes, then lets the event loop turn, which is
   * enough for a receiver in the same process that reads at once.
   */
  readonly settled?: () => Promise<void>;
}

/** Where a tap connects to. */
export interface Upstream {
  readonly host: string;
  readonly port: number;
  /** Further addresses of the same server, which are tried in turn at each connection that the first refuses. */
  readonly otherAddresses?: readonly string[];
}

export interface TapOptions {
  /** Who connects to this tap. */
  readonly client: PartyName;
  /** Who listens behind it. */
  readonly server: PartyName;
  readonly upstream: Upstream;
  /** Where the tap listens; a free port of 127.0.0.1 by default. */
  readonly listen?: { readonly host?: string; readonly port?: number };
  readonly surroundings: Surroundings;
  /** Numbers the connections of a run over all its taps, from 1. */
  readonly nextConnection: () => number;
  readonly onEvent: (event: TapEvent) => void;
  /** How many bytes of a connection are kept, both directions together; 16 MiB by default. */
  readonly captureBytes?: number;
  /** How many bytes of messages whose end is still to come all connections hold at a time; no limit by default. */
  readonly captureBytesOfAll?: number;
  /**
   * Real milliseconds after which bytes are told whose message is still to end; by default they are told
   * only if `tellUnderWay` is called, or if something crosses behind them.
   */
  readonly tellAfterMs?: number;
  /** True if it does no harm: faults are not armed. */
  readonly isHarmless?: boolean;
  /** Makes the dissector of a connection; `dissectConnection` by default. */
  readonly dissect?: (known: Pick<Known, 'tellSecret'>) => Dissector;
}

/** A fault that was injected. */
export interface Injected {
  readonly fault: Fault;
  /** What it does, one sentence without its subject. */
  readonly sentence: string;
  /** How often it fired. */
  readonly fired: number;
  /** True if it fires no more: it did as often as it may, or was let go. */
  readonly spent: boolean;
}

/** A relay on the wire between two parties: it records every byte both ways and changes none. */
export interface Tap {
  readonly client: PartyName;
  readonly server: PartyName;
  readonly host: string;
  readonly port: number;
  /** `http://host:port`, no slash at the end. */
  readonly url: string;
  /**
   * True while a connection is being opened or cut, or bytes wait for their turn of the event loop:
   * more will happen by itself, without the lab's clock and without a party.
   */
  readonly atWork: boolean;
  /** Secrets may have come that connections wait for: what they open is reported now. */
  wake(): void;
  /** Arms a fault for the connections it is scoped to, open ones (the youngest first) and those to come. */
  inject(fault: Fault): void;
  /** Every fault that was injected, in order, with how often it fired. */
  readonly injected: readonly Injected[];
  /** Lets go of all faults: bytes pass as they come. What was withheld or swallowed stays lost. */
  disarm(): void;
  /** Tells what crossed of messages whose end is still to come, as far as it was not told: time goes on. */
  tellUnderWay(): void;
  /** Reports what came of messages whose end is still to come, and nothing after it: the recording ends. */
  conclude(): void;
  /** Closes the listener and every connection; resolves when the last one is closed. Never rejects. */
  close(): Promise<void>;
}
