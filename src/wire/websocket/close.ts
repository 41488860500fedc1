import type { Node, Problem } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import { wsProblems } from './problems.ts';

/** What the payload of a close frame says (RFC 6455 §5.5.1). */
export interface CloseReading {
  readonly close?: { readonly code: number; readonly reason: string };
  /** The parts of the payload, which tile it. */
  readonly nodes: readonly Node[];
}

/** Reads the payload of a close frame, unmasked, which begins at offset `start` and is not empty. */
export function readClose(payload: Uint8Array, start: number, length: number): CloseReading {
  const end = start + length;
  const [high, low] = payload;
  if (high === undefined || low === undefined) {
    return { nodes: [{ kind: 'ws.payload', start, end, problem: wsProblems.closeOneByte }] };
  }
  const code = high * 256 + low;
  const problem = codeProblem(code);
  const codeNode = { kind: 'ws.close-code', start, end: start + 2, value: String(code) };
  const nodes: Node[] = [problem === undefined ? codeNode : { ...codeNode, problem }];
  const { text: reason, valid } = decodeUtf8(payload.subarray(2));
  if (length > 2) {
    const node = { kind: 'ws.close-reason', start: start + 2, end, value: reason };
    nodes.push(valid ? node : { ...node, problem: wsProblems.closeReasonUtf8 });
  }
  return { close: { code, reason }, nodes };
}

/** What is wrong with a code on the wire (RFC 6455 §7.4; up to 1014 IANA has registered codes). */
function codeProblem(code: number): Problem | undefined {
  if (code < 1000 || code > 4999) return wsProblems.closeCodeOutOfRange;
  if (code === 1005 || code === 1006 || code === 1015) return wsProblems.closeCodeNeverSent;
  if (code === 1004 || (code > 1015 && code < 3000)) return wsProblems.closeCodeUndefined;
  return undefined;
}
