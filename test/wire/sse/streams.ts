import { sseReader } from '../../../src/wire/sse/reader.ts';
import type { SseBlock } from '../../../src/wire/sse/types.ts';
import type { Node } from '../../../src/wire/types.ts';

/** The bytes of a stream; a string is sent as UTF-8. */
export function bytesOf(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))),
  );
}

/** All blocks of a stream that comes in one piece and then ends. */
export function readStream(stream: string | Uint8Array): readonly SseBlock[] {
  return readSlices([typeof stream === 'string' ? bytesOf(stream) : stream]);
}

/** All blocks of a stream that comes in slices and then ends. */
export function readSlices(slices: readonly Uint8Array[]): readonly SseBlock[] {
  const reader = sseReader();
  const blocks = slices.flatMap((slice) => {
    // The reader may keep nothing of what it is given.
    const lent = Uint8Array.from(slice);
    const read = reader.push(lent);
    lent.fill(0);
    return read;
  });
  return [...blocks, ...reader.end()];
}

/** The events that a client would dispatch. */
export function dispatched(stream: string | Uint8Array): readonly SseBlock[] {
  return readStream(stream).filter((block) => block.outcome === 'event');
}

export function leavesOf(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => (node.children === undefined ? [node] : leavesOf(node.children)));
}

/** The codes of all problems, in order. */
export function problemsOf(blocks: readonly SseBlock[]): readonly string[] {
  const codesOf = (nodes: readonly Node[]): string[] =>
    nodes.flatMap(({ problem, children = [] }) => [
      ...(problem === undefined ? [] : [problem.code]),
      ...codesOf(children),
    ]);
  return blocks.flatMap((block) => codesOf(block.nodes));
}
