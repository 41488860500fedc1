import type { MessageEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import type { Field } from '../../wire/types.ts';

/**
 * Tells WebSocket handshakes that say nothing new: the request and the answer of one that succeeded
 * before, but for the random key and what it hashes to (RFC 6455 §4.2.2).
 */
export interface Handshakes {
  /** True for a request like one that was accepted: it is kept back until its answer is there. */
  keepsBack(event: TranscriptEvent): boolean;
  /** The request that was kept back, where this event is the expected answer to it. */
  completes(event: TranscriptEvent): MessageEvent | undefined;
  /** Whatever was kept back and turned out not to be alike, in order; all of it where a part of the story ends. */
  release(event: TranscriptEvent, endsPart: boolean): readonly MessageEvent[];
}

/** No connection and no handshake seen yet. */
export function handshakes(): Handshakes {
  /** The last request of each connection that is in its handshake. */
  const asked = new Map<number, MessageEvent>();
  /** Those of them that were not shown. Each connection holds one at most. */
  const keptBack = new Map<number, MessageEvent>();
  const accepted = new Set<string>();
  return {
    keepsBack(event) {
      if (event.type !== 'message' || !isOffer(event)) return false;
      asked.set(event.connection, event);
      if (!isFlawless(event) || !accepted.has(shapeOf(event))) return false;
      keptBack.set(event.connection, event);
      return true;
    },
    completes(event) {
      if (event.type !== 'message' || !isAccept(event)) return undefined;
      const request = asked.get(event.connection);
      asked.delete(event.connection);
      if (request === undefined || !isFlawless(event)) return undefined;
      const whole = `${shapeOf(request)}\n${shapeOf(event)}`;
      const isAlike = accepted.has(whole);
      accepted.add(shapeOf(request)).add(whole);
      const waiting = keptBack.get(event.connection);
      if (!isAlike || waiting === undefined) return undefined;
      keptBack.delete(event.connection);
      return waiting;
    },
    release(event, endsPart) {
      const held = [...keptBack].filter(
        ([connection]) => endsPart || ('connection' in event && event.connection === connection),
      );
      for (const [connection] of held) keptBack.delete(connection);
      return held.map(([, request]) => request);
    },
  };
}

function isOffer({ message }: MessageEvent): boolean {
  return message.kind === 'http-request' && speaksWebSocket(message);
}

function isAccept({ message }: MessageEvent): boolean {
  return message.kind === 'http-response' && message.status === 101 && speaksWebSocket(message);
}

function speaksWebSocket({ layers }: MessageEvent['message']): boolean {
  return layers.some(({ protocol }) => protocol === 'websocket');
}

function isFlawless({ message, delivery }: MessageEvent): boolean {
  return message.problems.length === 0 && delivery === 'whole';
}

/** Fields that differ between handshakes that are alike. Lower case. */
const random: ReadonlySet<string> = new Set([
  'sec-websocket-key',
  'sec-websocket-accept',
  'date',
  'host',
]);

function shapeOf({ server, message }: MessageEvent): string {
  const fields: readonly Field[] = 'fields' in message ? (message.fields ?? []) : [];
  const said = fields
    .map(({ name, value }) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !random.has(name))
    .map(([name, value]) => `${name}: ${value}`);
  return [server, message.summary, ...said].join('\n');
}
