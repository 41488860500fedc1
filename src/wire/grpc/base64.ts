import type { Layer, Problem } from '../types.ts';
import { problems } from './problems.ts';

/** Characters that stand for three bytes, or with padding for fewer. */
const GROUP = 4;

/** What came out of Base64. */
export interface Unpacked {
  readonly plain: Buffer;
  /** How many bytes came out before it. */
  readonly at: number;
  readonly problem?: Problem;
}

/**
 * Takes a body of gRPC-Web out of Base64, however it is cut. Padding may stand wherever the sender
 * flushed, so each group of four characters is read by itself (PROTOCOL-WEB.md).
 */
export class Base64Reader {
  #rest = '';
  #count = 0;
  #isBroken = false;

  /** Takes more of the body; `isEnd` if it is the last of it. */
  push(bytes: Uint8Array, isEnd: boolean): Unpacked {
    const at = this.#count;
    const text = this.#rest + Buffer.from(bytes).toString('latin1');
    const whole = text.length - (text.length % GROUP);
    this.#rest = text.slice(whole);
    const parts: Buffer[] = [];
    // Padding ends a run; what follows it is another one.
    for (const run of text.slice(0, whole).match(/[^=]*(?:==?|$)/g) ?? []) {
      if (run === '') continue;
      this.#isBroken ||= run.length % GROUP !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(run);
      if (!this.#isBroken) parts.push(Buffer.from(run, 'base64'));
    }
    const plain = Buffer.concat(parts);
    this.#count += plain.length;
    const isCut = isEnd && this.#rest !== '';
    const problem = this.#isBroken || isCut ? problems.notBase64 : undefined;
    return problem === undefined ? { plain, at } : { plain, at, problem };
  }
}

/** Where Base64 lies on the wire. */
export function base64Layer(
  start: number,
  end: number,
  byteLength: number,
  problem: Problem | undefined,
): Layer {
  const value = `${byteLength} bytes`;
  const node = { kind: 'grpc.base64', start, end, value };
  return {
    protocol: 'grpc',
    space: 'wire',
    nodes: [problem === undefined ? node : { ...node, problem }],
  };
}
