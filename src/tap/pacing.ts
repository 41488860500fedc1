import type { ArmedFault } from './armed.ts';
import type { FaultAtWork, OnPace, Piece } from './faults/fault.ts';

/** Bytes on their way, see `Piece`. */
export interface PacedBytes extends Piece {
  readonly bytes: Uint8Array;
}

/** A fault of one kind of work on one connection, with what was injected. */
export interface Working<W extends FaultAtWork> {
  readonly armed: ArmedFault;
  readonly work: W;
  begun: boolean;
}

/** The pacing faults of one direction: the pieces that one makes go through the next. */
export class Pacing {
  #faults: Working<OnPace>[] = [];
  readonly #fired: (armed: ArmedFault) => void;

  constructor(fired: (armed: ArmedFault) => void) {
    this.#fired = fired;
  }

  get idle(): boolean {
    return this.#faults.length === 0;
  }

  add(armed: ArmedFault, work: OnPace): void {
    this.#faults.push({ armed, work, begun: false });
  }

  /** Lets go of a spent fault, unless it already works here: then it goes on to the end. */
  drop(armed: ArmedFault, atOnce = false): void {
    this.#faults = this.#faults.filter((each) => (each.begun && !atOnce) || each.armed !== armed);
  }

  /** Cuts up a run of bytes. The first one that is not empty starts the faults. */
  pace(bytes: Uint8Array, now: number): readonly PacedBytes[] {
    let pieces: readonly Piece[] = [{ byteLength: bytes.byteLength, at: now, alone: false }];
    for (const fault of [...this.#faults]) {
      if (!fault.begun) {
        if (bytes.byteLength === 0) continue;
        fault.begun = true;
        this.#fired(fault.armed);
      }
      pieces = pieces.flatMap((piece) => fault.work.pace(piece));
    }
    let from = 0;
    return pieces.map((piece) => {
      const start = from;
      from += piece.byteLength;
      return { ...piece, bytes: bytes.subarray(start, from) };
    });
  }
}
