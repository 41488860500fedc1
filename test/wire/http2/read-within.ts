import { expect } from 'vitest';
import type { Message, Node } from '../../../src/wire/index.ts';
import { dissect, gaps, problemsOfNodes, type Turn } from '../http1/conversation.ts';

/** What is read; the same however it is cut, without a gap. */
export function read(turns: readonly Turn[]): readonly Message[] {
  const messages = dissect(turns);
  for (const cuts of [[1], [13, 5, 60]]) expect(dissect(turns, cuts)).toEqual(messages);
  expect(gaps(messages, turns)).toEqual([]);
  for (const each of messages) expect(each.problems).toEqual(problemsOfNodes(each));
  return messages;
}

/** The bytes of one direction. */
export const sent = (turns: readonly Turn[], by: 'client' | 'server') =>
  Buffer.concat(
    turns.flatMap(([side, what]) => (side === by ? [Buffer.from(what as Buffer)] : [])),
  );

/** The bytes that a node covers, its pieces put together. */
export const covered = (stream: Buffer, { start, end, pieces = [{ start, end }] }: Node) =>
  Buffer.concat(pieces.map((piece) => stream.subarray(piece.start, piece.end)));
