import type { MessageEvent } from '../../lab/record/transcript.ts';
import type { Node, WsFrame } from '../../wire/types.ts';
import { firstByteOf } from '../story/delivered.ts';

/** The key and its answer of RFC 6455 §1.3, in place of those that a client drew. */
const sampleKey = 'dGhlIHNhbXBsZSBub25jZQ==';
const sampleAccept = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
const noMask = '00000000';

const handshakeFields: Readonly<Record<string, readonly [RegExp, string]>> = {
  'sec-websocket-key': [/^[A-Za-z0-9+/]{22}==$/, sampleKey],
  'sec-websocket-accept': [/^[A-Za-z0-9+/]{27}=$/, sampleAccept],
};
const handshakeLines =
  /(^|\n)(sec-websocket-(?:key|accept)):([ \t]*)([A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{27}=)(?=\r?\n)/gi;

/** What a field's value becomes, if it is one of those that a WebSocket handshake draws at random. */
export function handshakeMask(name: string): ((value: string) => string) | undefined {
  const lowered = name.toLowerCase();
  const known = Object.hasOwn(handshakeFields, lowered) ? handshakeFields[lowered] : undefined;
  if (known === undefined) return undefined;
  const [form, sample] = known;
  return (value) => value.replace(form, sample);
}

/** The same for the bytes of a head, as Latin-1. */
export function maskHandshakeLines(text: string): string {
  return text.replace(
    handshakeLines,
    (_, before: string, name: string, space: string, value: string) =>
      `${before}${name}:${space}${handshakeMask(name)?.(value) ?? value}`,
  );
}

/**
 * The message without what its sender drew at random: a masked frame gets the key 0, so that its
 * bytes show what they say; the bytes of a TLS record and of its handshake, random or encrypted nearly all of them, are 0.
 */
export function maskRandomness(event: MessageEvent): MessageEvent {
  const { message, bytes } = event;
  switch (message.kind) {
    case 'tls-content':
    case 'tls-record': {
      if (bytes === undefined) return event;
      const { length } = Buffer.from(bytes, 'base64');
      return { ...event, bytes: Buffer.alloc(length).toString('base64') };
    }
    case 'ws-frame':
      return message.masked ? unmasked(event, message) : event;
    default:
      return event;
  }
}

function unmasked(event: MessageEvent, frame: WsFrame): MessageEvent {
  const layers = frame.layers.map((layer) => ({ ...layer, nodes: layer.nodes.map(withoutKey) }));
  const message: WsFrame = { ...frame, maskKey: noMask, layers };
  const keyAt = frame.layers[0]?.nodes.find(({ kind }) => kind === 'ws.mask-key');
  if (event.bytes === undefined || keyAt === undefined) return { ...event, message };
  const bytes = Buffer.from(event.bytes, 'base64');
  const key = Buffer.from(frame.maskKey ?? noMask, 'hex');
  const first = firstByteOf(frame);
  const payloadAt = keyAt.end - first;
  bytes.fill(0, keyAt.start - first, payloadAt);
  for (let at = payloadAt; at < bytes.length; at++) {
    bytes[at] = (bytes[at] ?? 0) ^ (key[(at - payloadAt) % 4] ?? 0);
  }
  return { ...event, message, bytes: bytes.toString('base64') };
}

function withoutKey(node: Node): Node {
  return node.kind === 'ws.mask-key' ? { ...node, value: noMask } : node;
}
