import type { Fault } from './faults/fault.ts';
import { describeFault } from './faults/registry.ts';

/** A fault that was injected, with how often it may still fire. */
export class ArmedFault {
  readonly fault: Fault;
  /** What it does, one sentence without its subject. */
  readonly sentence: string;
  #left: number;
  #fired = 0;

  constructor(fault: Fault) {
    this.fault = fault;
    this.sentence = describeFault(fault);
    this.#left = fault.times === 'always' ? Number.POSITIVE_INFINITY : (fault.times ?? 1);
  }

  /** How often it fired. */
  get fired(): number {
    return this.#fired;
  }

  get spent(): boolean {
    return this.#left <= 0;
  }

  /** True if it is meant for the Nth connection of its tap. */
  isFor(ordinal: number): boolean {
    return this.fault.connection === undefined || this.fault.connection === ordinal;
  }

  fire(): void {
    this.#left -= 1;
    this.#fired += 1;
  }

  /** It fires no more. */
  disarm(): void {
    this.#left = 0;
  }
}
