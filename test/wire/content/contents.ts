import { readContent } from '../../../src/wire/content/read.ts';
import type { RawContent, ReadContent } from '../../../src/wire/content/types.ts';
import type { Node } from '../../../src/wire/types.ts';

/** What a test says of a body; the rest is a whole response. */
export interface Body extends Partial<Omit<RawContent, 'bytes' | 'fields'>> {
  readonly type?: string;
  readonly coding?: string;
}

/** Reads a body; a string is sent as UTF-8. */
export function read(body: string | Uint8Array, { type, coding, ...rest }: Body = {}): ReadContent {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const fields = [
    ...(type === undefined ? [] : [{ name: 'Content-Type', value: type }]),
    ...(coding === undefined ? [] : [{ name: 'Content-Encoding', value: coding }]),
  ];
  return readContent({
    fields,
    bytes,
    byteLength: bytes.length,
    answersGraphql: false,
    role: 'response',
    ...rest,
  });
}

/** The nodes of the layer of this protocol. */
export function layerOf({ layers }: ReadContent, protocol: string): readonly Node[] {
  return layers.find((layer) => layer.protocol === protocol)?.nodes ?? [];
}

/** All nodes, each before its children. */
export function allNodes(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children ?? [])]);
}

/** The codes of all problems, in order. */
export function problemsOf({ layers }: ReadContent): readonly string[] {
  return layers
    .flatMap((layer) => allNodes(layer.nodes))
    .flatMap(({ problem }) => (problem === undefined ? [] : [problem.code]));
}
