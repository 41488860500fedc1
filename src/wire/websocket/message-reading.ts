import type { TextOf } from '../content/graphql.ts';
import { readJson } from '../content/json.ts';
import { waitingJsonLayer } from '../content/json-layer.ts';
import { decodeText } from '../content/text.ts';
import type { Direction, Layer, Problem, WsMessage } from '../types.ts';
import { GRAPHQL_WS, readGraphqlWs } from './graphql-ws.ts';
import type { Inflater } from './inflater.ts';
import type { MessageInReading } from './message-in-reading.ts';
import { wsProblems } from './problems.ts';
import { Utf8Check } from './utf8-check.ts';

/** A data message that is complete, and what was read in it. */
export interface MessageReading {
  readonly message: WsMessage;
  /** Readings of the message's bytes, unmasked, joined and inflated: `json`, `graphql-ws`, `graphql`, or `text`. */
  readonly layers: readonly Layer[];
  /** True if any node of the layers may have a problem. */
  readonly flawed: boolean;
  /** What is wrong with its compression or its text. */
  readonly problem?: Problem;
}

/** What may be the beginning of a JSON object or array. */
const JSON_OPENING = /^\s*[[{]/;

/** Reads a message whose last frame came; `inflater` is the one of its direction. */
export function readMessage(
  whole: MessageInReading,
  inflater: Inflater,
  direction: Direction,
  subprotocol: string | undefined,
): MessageReading {
  const { type, frames, cut } = whole;
  if (!whole.compressed) {
    const plain = { type, frames, byteLength: whole.length };
    return readPayload(whole.payload, plain, cut, direction, subprotocol);
  }
  const { bytes, problem } = inflater.inflate(whole.payload, cut);
  if (bytes === undefined) {
    const message = { type, frames, byteLength: 0, truncated: true };
    return { message, layers: [], flawed: false, problem };
  }
  const plain = { type, frames, byteLength: bytes.length };
  const read = readPayload(bytes, plain, false, direction, subprotocol);
  return type === 'binary' || isUtf8(bytes) ? read : { ...read, problem: wsProblems.invalidUtf8 };
}

function isUtf8(bytes: Uint8Array): boolean {
  const check = new Utf8Check();
  check.push(bytes);
  return check.valid && check.whole;
}

function readPayload(
  bytes: Uint8Array,
  { type: form, frames, byteLength }: Pick<WsMessage, 'type' | 'frames' | 'byteLength'>,
  cut: boolean,
  direction: Direction,
  subprotocol: string | undefined,
): MessageReading {
  if (form === 'binary') {
    const plain: WsMessage = { type: form, frames, byteLength };
    return { message: cut ? { ...plain, truncated: true } : plain, layers: [], flawed: false };
  }
  const { text } = decodeText(bytes, undefined, cut);
  const whole: WsMessage = { type: form, frames, byteLength, text };
  const message = cut ? { ...whole, truncated: true } : whole;
  const isGraphql = subprotocol === GRAPHQL_WS;
  const mayBeJson = isGraphql || JSON_OPENING.test(text);
  if (mayBeJson && !isGraphql && !cut) {
    const waiting = waitingJsonLayer(bytes, text, 'content', 0);
    if (waiting !== undefined) return { message, layers: [waiting], flawed: false };
  }
  const json = mayBeJson ? readJson(bytes, text, cut) : undefined;
  if (json === undefined || (json.outcome === 'malformed' && !isGraphql)) {
    const end = bytes.length;
    const layers = end === 0 ? [] : [layer('text', [{ kind: 'text.content', start: 0, end }])];
    return { message, layers, flawed: false };
  }
  const { flawed } = json;
  const layers = [layer('json', json.nodes)];
  if (!isGraphql || json.root === undefined || json.outcome === 'malformed') {
    return { message, layers, flawed };
  }
  const textOf: TextOf = (value) =>
    value.value ?? decodeText(bytes.subarray(value.start, value.end), undefined, false).text;
  const { nodes, graphql, type, id } = readGraphqlWs(json.root, textOf, direction);
  layers.push(layer('graphql-ws', nodes));
  if (graphql.length > 0) layers.push(layer('graphql', graphql));
  // What is read of GraphQL may have problems of its own.
  if (type === undefined) return { message, layers, flawed: true };
  const named: WsMessage = { ...message, graphql: id === undefined ? { type } : { type, id } };
  return { message: named, layers, flawed: true };
}

function layer(protocol: string, nodes: Layer['nodes']): Layer {
  return { protocol, space: 'content', nodes };
}
