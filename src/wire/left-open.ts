import { keepPlaintext, plaintextOf } from './tls/plaintext-of.ts';
import type { Layer, Malformed, Message, Node, Problem, RawBytes } from './types.ts';

/** What dissectors say of a message in which its connection ended. */
const brokenOff: ReadonlySet<string> = new Set([
  'unfinished-message',
  'ws-unfinished-frame',
  'tls-unfinished-record',
  'http2-unfinished-frame',
  'sse-unfinished-block',
  'resp-unfinished',
]);

/**
 * A message that was read to where a recording ends, without the remark that it breaks off there: its
 * connection goes on, only nobody looks any more.
 */
export function leftOpen(message: Message): Message {
  const problems = message.problems.filter(isOther);
  if (problems.length === message.problems.length) return message;
  const layers = message.layers.map(withoutBreak);
  const isUnread = message.kind === 'malformed' && problems.length === 0;
  const open: Message = isUnread ? tooFew(message) : { ...message, layers, problems };
  keepPlaintext(open, plaintextOf(message));
  return open;
}

/** Nothing is wrong with these bytes: they only are too few to be read. */
function tooFew(message: Malformed): RawBytes {
  const [layer] = message.layers;
  const nodes = (layer?.nodes ?? []).map(({ start, end }) => ({ kind: 'bytes.block', start, end }));
  const summary = message.summary.replace(/, not readable$/, '');
  const space = layer?.space ?? 'wire';
  const bytes: Layer = { protocol: 'bytes', space, nodes };
  return { ...message, kind: 'bytes', summary, layers: [bytes], problems: [] };
}

function withoutBreak(layer: Layer): Layer {
  return { ...layer, nodes: layer.nodes.flatMap(nodeWithoutBreak) };
}

function nodeWithoutBreak(node: Node): readonly Node[] {
  const { problem, ...sound } = node;
  if (problem === undefined || isOther(problem)) return [node];
  // The mark of the break covers nothing.
  return node.start === node.end ? [] : [sound];
}

function isOther({ code }: Problem): boolean {
  return !brokenOff.has(code);
}
