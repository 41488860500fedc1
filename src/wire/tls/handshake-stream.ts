import { KeptBytes } from '../kept-bytes.ts';
import { limits } from '../limits.ts';
import { shifted } from '../shift.ts';
import type { Node, Problem } from '../types.ts';
import {
  HANDSHAKE_HEAD,
  type HandshakeReading,
  handshakeLength,
  readHandshake,
} from './handshake.ts';
import { tlsProblems } from './problems.ts';

/** What one record brings of the handshake. */
export interface HandshakePart {
  /** Nodes that tile the record's payload: messages that lie in it whole, and parts of others. */
  readonly nodes: readonly Node[];
  /** The messages that it completes. */
  readonly completed: readonly HandshakeReading[];
  /** Of these, the one that began in an earlier record: its node counts the message's own bytes. */
  readonly joined: HandshakeReading | undefined;
}

/**
 * The handshake messages of one direction. Records cut them anywhere: a message may span several,
 * and a record may hold several (RFC 9846 §5.1).
 */
export class HandshakeStream {
  /** The beginning of a message whose end has not come. */
  #pending = new KeptBytes(limits.tlsHandshake);
  /** How many bytes of a message that is too long to be kept are still to come. */
  #skipped = 0;

  /** True if a message is not complete. */
  get isOpen(): boolean {
    return this.#pending.length > 0 || this.#skipped > 0;
  }

  /** Takes the payload of a record, which begins at offset `start` of the stream. */
  push(payload: Uint8Array, start: number): HandshakePart {
    const nodes: Node[] = [];
    const completed: HandshakeReading[] = [];
    let at = 0;
    const part = (length: number, problem?: Problem) => {
      if (length === 0) return;
      const node = { kind: 'tls.handshake-part', start: start + at, end: start + at + length };
      nodes.push(problem === undefined ? node : { ...node, problem });
      at += length;
    };
    const passed = Math.min(this.#skipped, payload.length);
    this.#skipped -= passed;
    part(passed);
    const joined = this.#pending.length > 0 ? this.#join(payload, part) : undefined;
    if (joined !== undefined) completed.push(joined);
    while (at < payload.length) {
      const rest = payload.subarray(at);
      const length = handshakeLength(rest);
      if (length === undefined || length > rest.length) {
        part(rest.length, this.#hold(rest));
        break;
      }
      const reading = readHandshake(rest.subarray(0, length));
      completed.push(reading);
      nodes.push(shifted(reading.node, start + at));
      at += length;
    }
    return { nodes, completed, joined };
  }

  /** Goes on with the message that is open; gives it if the payload completes it. */
  #join(
    payload: Uint8Array,
    part: (length: number, problem?: Problem) => void,
  ): HandshakeReading | undefined {
    const before = this.#pending.length;
    // The head of a message may be cut too.
    const inHead = payload.subarray(0, Math.max(0, HANDSHAKE_HEAD - before));
    this.#pending.append(inHead);
    const length = handshakeLength(this.#pending.view());
    if (length === undefined) {
      part(inHead.length);
      return undefined;
    }
    const taken = payload.subarray(inHead.length, length - before);
    const problem = this.#hold(taken);
    part(inHead.length + taken.length, problem);
    if (problem !== undefined || this.#pending.length < length) return undefined;
    const whole = readHandshake(this.#pending.view());
    this.#pending = new KeptBytes(limits.tlsHandshake);
    return whole;
  }

  /** Keeps bytes of a message that is not complete, unless it is too long. */
  #hold(bytes: Uint8Array): Problem | undefined {
    this.#pending.append(bytes);
    const length = handshakeLength(this.#pending.view());
    if (length === undefined || length <= limits.tlsHandshake) return undefined;
    this.#skipped = length - this.#pending.length;
    this.#pending = new KeptBytes(limits.tlsHandshake);
    return tlsProblems.handshakeTooLong;
  }
}
