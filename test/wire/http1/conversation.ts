import { http1Kinds } from '../../../src/wire/http1/kinds.ts';
import { dissectConnection } from '../../../src/wire/index.ts';
import type { Ending, Message, Node, Problem } from '../../../src/wire/types.ts';

/** Bytes that one side sends, or how it ends. */
export type Turn =
  | readonly ['client' | 'server', string | Uint8Array]
  | readonly ['client' | 'server', { readonly end: Ending }];

/** How many bytes each push has: drawn again and again from the list. */
export type Cuts = readonly number[];

const directions = { client: 'client-to-server', server: 'server-to-client' } as const;

/** Plays a conversation to a dissector; strings are taken as Latin-1. Both sides end with FIN. */
export function dissect(
  turns: readonly Turn[],
  cuts: Cuts = [Number.POSITIVE_INFINITY],
  dissector = dissectConnection(),
): Message[] {
  const messages: Message[] = [];
  let draw = 0;
  for (const [side, what] of turns) {
    const direction = directions[side];
    if (typeof what === 'object' && 'end' in what) {
      messages.push(...dissector.end(direction, what.end));
      continue;
    }
    const bytes = bytesOf(what);
    for (let at = 0; at < bytes.length; ) {
      const length = Math.max(1, cuts[draw++ % cuts.length] ?? 1);
      // A copy that is wiped afterwards shows whether the dissector held on to the caller's bytes.
      const pushed = Uint8Array.from(bytes.subarray(at, at + length));
      messages.push(...dissector.push(direction, pushed));
      pushed.fill(0x21);
      at += length;
    }
  }
  messages.push(...dissector.end('client-to-server', 'fin'));
  messages.push(...dissector.end('server-to-client', 'fin'));
  return messages;
}

function bytesOf(what: string | Uint8Array): Uint8Array {
  return typeof what === 'string' ? Buffer.from(what, 'latin1') : what;
}

/** The leaves of a message's first layer. */
export function leaves(message: Message | undefined): readonly Node[] {
  return (message?.layers[0]?.nodes ?? []).flatMap(leavesOf);
}

function leavesOf(node: Node): readonly Node[] {
  return node.children === undefined ? [node] : node.children.flatMap(leavesOf);
}

/** Leaves as `kind text`, the text being the bytes of that direction they cover. */
export function spelled(message: Message | undefined, stream: string): string[] {
  return leaves(message).map(({ kind, start, end, problem }) => {
    const text = JSON.stringify(stream.slice(start, end)).slice(1, -1);
    const name = kind.replace('http1.', '');
    return `${name} ${text}${problem === undefined ? '' : ` !${problem.code}`}`;
  });
}

/** The codes of a message's problems. */
export function codes(message: Message | undefined): string[] {
  return (message?.problems ?? []).map(({ code }) => code);
}

/** Where messages or their leaves fail to tile the bytes of a direction; empty when the promise holds. */
export function gaps(messages: readonly Message[], turns: readonly Turn[]): string[] {
  return Object.entries(directions).flatMap(([side, direction]) => {
    const own = messages.filter((message) => message.direction === direction);
    const sent = turns.reduce(
      (sum, [by, what]) => sum + (by === side && !isEnding(what) ? bytesOf(what).length : 0),
      0,
    );
    const inside = own.flatMap(({ start, end, layers }) =>
      gapsBetween(layers[0]?.nodes ?? [], start, end),
    );
    return [...gapsBetween(own, 0, sent), ...inside].map((gap) => `${side} ${gap}`);
  });
}

function isEnding(what: Turn[1]): what is { readonly end: Ending } {
  return typeof what === 'object' && 'end' in what;
}

function gapsBetween(
  parts: readonly (Pick<Node, 'start' | 'end' | 'children'> & { readonly kind: string })[],
  start: number,
  end: number,
): string[] {
  const found: string[] = [];
  let at = start;
  for (const part of parts) {
    if (part.start !== at || part.end < part.start) found.push(`before ${part.kind} at ${at}`);
    if (part.children !== undefined)
      found.push(...gapsBetween(part.children, part.start, part.end));
    at = part.end;
  }
  if (at !== end) found.push(`${at} is not ${end}`);
  return found;
}

/** The problems of all nodes of a message, parents before children, as its own list must have them. */
export function problemsOfNodes(message: Message): readonly Problem[] {
  return message.layers
    .flatMap((layer) => layer.nodes)
    .flatMap(withChildren)
    .flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
}

/** The kinds of leaves in first layers that no list documents. */
export function unknownKinds(messages: readonly Message[]): string[] {
  const kinds = messages.flatMap(leaves).map(({ kind }) => kind);
  return kinds.filter((kind) => !Object.hasOwn(http1Kinds.leaves, kind) && kind !== 'bytes.block');
}

function withChildren(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(withChildren)];
}
