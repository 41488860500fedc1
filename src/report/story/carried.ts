import type { MessageEvent } from '../../lab/record/transcript.ts';
import { dataInChunks } from '../../wire/http1/merged-chunks.ts';
import type { Message, Node } from '../../wire/types.ts';
import { deliveredBytes, firstByteOf } from './delivered.ts';

/** Nodes of the wire that hold what a message carries, framing left out. */
const carriers: ReadonlySet<string> = new Set([
  'http1.body',
  'http1.chunk',
  'http2.data',
  'ws.payload',
]);

/** What a message carries, as it lay between the framing and as far as it was delivered. */
export interface Carried {
  readonly bytes: Uint8Array;
  /** How many they are, also if they are not known. */
  readonly byteLength: number;
  /** False if the transcript does not hold all of it. */
  readonly complete: boolean;
}

/** The bytes that the framing of a message encloses: of a body, of DATA, of a WebSocket's payload. */
export function carriedBy(event: MessageEvent): Carried {
  const { message } = event;
  const delivered = deliveredBytes(event);
  const [wire] = message.layers;
  const leaves = wire === undefined || wire.space === 'content' ? [] : leavesOf(wire.nodes);
  const holds = (kind: string) =>
    carriers.has(kind) || (kind === 'http2.unread' && isUnreadData(message));
  if (delivered === undefined) {
    const lengths = leaves.map(({ kind, start, end }) => (holds(kind) ? end - start : 0));
    const byteLength = lengths.reduce((sum, length) => sum + length, 0);
    return { bytes: new Uint8Array(0), byteLength, complete: false };
  }
  const first = firstByteOf(message);
  const parts = leaves.flatMap(({ kind, start, end }) => {
    const bytes = delivered.subarray(start - first, end - first);
    // Past a cap, chunks and their framing are one node.
    if (kind === 'http1.more-chunks') return dataInChunks(bytes);
    return holds(kind) ? [bytes] : [];
  });
  const bytes = Buffer.concat(parts);
  const isPadded = leaves.some(({ kind }) => kind === 'http2.unread') && !isUnreadData(message);
  return { bytes, byteLength: bytes.byteLength, complete: !isPadded };
}

/** Whether all that is unread of a DATA frame is data: it was too long to be read, and has no padding. */
function isUnreadData(message: Message): boolean {
  const isData = message.kind === 'http2-frame' && message.frame === 'DATA';
  return isData && !message.flags.includes('PADDED');
}

/** How many bytes of an HTTP/1.1 message are its head, the empty line included; undefined if it has no end. */
export function headLength(event: MessageEvent): number | undefined {
  const { message } = event;
  const [wire] = message.layers;
  const end = wire?.nodes.find(({ kind }) => kind === 'http1.section-end')?.end;
  return end === undefined ? undefined : end - firstByteOf(message);
}

function leavesOf(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) =>
    node.children === undefined || node.children.length === 0 ? [node] : leavesOf(node.children),
  );
}
