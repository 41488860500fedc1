import { createHash } from 'node:crypto';
import type { CrossingEvent, MessageEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import type { Layer, Message } from '../../wire/types.ts';
import { toldAs } from '../story/kinds/index.ts';
import { normalise } from './normalise.ts';

/** How much of a body's text a golden keeps, in UTF-16 units; a hash stands for the rest. */
const keptText = 300;

/**
 * An event as a line of a golden transcript: normalised, and short enough that a person can read a
 * difference. Of a message it keeps what a reader of the scenario would miss, and of its parts the
 * outermost with their ranges; its bytes are a short hash.
 */
export function goldenLine(event: TranscriptEvent): string {
  const normal = normalise(event);
  return `${JSON.stringify(compact(normal))}\n`;
}

function compact(event: TranscriptEvent): object {
  if (event.type === 'message') return compactMessage(event);
  return event.type === 'crossing' ? compactCrossing(event) : event;
}

/** Of a crossing: how far its message came. Its bytes come again with the message. */
function compactCrossing({ type, at, connection, ...event }: CrossingEvent): object {
  const { direction, client, server, head, messageStart, start, end, inside } = event;
  return {
    type,
    at,
    connection,
    lane: direction === 'client-to-server' ? `${client} → ${server}` : `${client} ← ${server}`,
    ...(head === undefined ? {} : { head: head.summary }),
    range: `${start}–${end}`,
    messageStart,
    ...(inside ? { inside } : {}),
  };
}

function compactMessage({ message, bytes, client, server, ...event }: MessageEvent): object {
  const places = !isMovable(message);
  return {
    ...event,
    lane:
      message.direction === 'client-to-server' ? `${client} → ${server}` : `${client} ← ${server}`,
    kind: message.kind,
    summary: message.summary,
    ...(places ? { range: `${message.start}–${message.end}` } : {}),
    ...toldAs(message).kept(message, { text: shortText }),
    ...(message.problems.length > 0 ? { problems: message.problems.map(({ code }) => code) } : {}),
    layers: message.layers.map((layer) => compactLayer(layer, places)),
    ...(bytes === undefined || !places ? {} : { bytes: shortHash(bytes) }),
  };
}

/**
 * True if a message, or what comes before it, is longer in one run than in another: a port or a date
 * takes more or fewer bytes in compressed fields, and what a TLS handshake offers depends on the
 * OpenSSL of a Node line.
 */
function isMovable({ kind, layers }: Message): boolean {
  if (kind === 'http2-frame' || kind === 'tls-record') return true;
  return layers.some(({ space }) => space === 'plaintext');
}

function compactLayer(layer: Layer, places: boolean): string {
  const nodes = layer.nodes.map((node) => {
    const kind = node.kind.startsWith(`${layer.protocol}.`)
      ? node.kind.slice(layer.protocol.length + 1)
      : node.kind;
    const place = places ? ` ${node.start}–${node.end}` : '';
    return `${kind}${place}${node.problem === undefined ? '' : ` !${node.problem.code}`}`;
  });
  return `${layer.protocol} (${layer.space}): ${nodes.join(', ')}`;
}

function shortText(text: string): string {
  return text.length <= keptText ? text : `${text.slice(0, keptText)}… ${shortHash(text)}`;
}

function shortHash(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}
