import type * as Crypto from 'node:crypto';
import { citedProblems } from '../cited-problems.ts';
import type { ReadHead, SwitchReading } from '../http1/upgrade.ts';
import type { Field, Layer, Node, Problem } from '../types.ts';
import { extensionProblem, fieldValue, readExtensions } from './extensions.ts';

/** The text that is hashed behind the key (RFC 6455 §1.3). */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The value of `Sec-WebSocket-Accept` that answers a key: base64 of the SHA-1 hash of key and GUID (RFC 6455 §4.2.2). */
export function acceptFor(key: string): string {
  const { createHash }: typeof Crypto = process.getBuiltinModule('node:crypto');
  return createHash('sha1')
    .update(key + GUID, 'latin1')
    .digest('base64');
}

/**
 * Reads the two halves of an opening handshake. In the request `ws.key`, `ws.version`,
 * `ws.offered-extensions` and `ws.offered-protocols`; in the response `ws.accept`, its value what the
 * key of the request asks for, `ws.extensions` and `ws.protocol`. Where a field is missing that must
 * be there, the node has no bytes and lies at the end of the head.
 */
export const websocketHandshake: SwitchReading = {
  readOffer({ fields, nodes }) {
    const key = fieldValue(fields, 'sec-websocket-key');
    const keyNode = part('ws.key', 'Sec-WebSocket-Key', nodes, key ?? '', keyProblem(key));
    return layerOf([keyNode, ...offered({ fields, nodes })]);
  },
  readSwitch({ fields, nodes }, offer) {
    const key = fieldValue(offer, 'sec-websocket-key');
    const accept = fieldValue(fields, 'sec-websocket-accept');
    // A response whose request nobody saw cannot be judged.
    const expected = key === undefined ? (accept ?? '') : acceptFor(key);
    const problem = accept === expected ? undefined : acceptProblem(accept);
    const acceptNode = part('ws.accept', 'Sec-WebSocket-Accept', nodes, expected, problem);
    return layerOf([acceptNode, ...agreed({ fields, nodes }, offer)]);
  },
};

/** Reads the request that offers a WebSocket on a stream of HTTP/2: it has no key (RFC 8441 §5). */
export function readStreamOffer(request: ReadHead): Layer {
  return layerOf(offered(request));
}

/** Reads the answer to it, which needs no accept. */
export function readStreamAnswer(response: ReadHead, offer: readonly Field[]): Layer {
  return layerOf(agreed(response, offer));
}

function layerOf(nodes: readonly Node[]): Layer {
  return { protocol: 'websocket', space: 'wire', nodes };
}

function offered({ fields, nodes }: ReadHead): readonly Node[] {
  const version = fieldValue(fields, 'sec-websocket-version');
  return [
    part('ws.version', 'Sec-WebSocket-Version', nodes, version ?? '', versionProblem(version)),
    ...optional('ws.offered-extensions', 'Sec-WebSocket-Extensions', fields, nodes, undefined),
    ...optional('ws.offered-protocols', 'Sec-WebSocket-Protocol', fields, nodes, undefined),
  ];
}

function agreed({ fields, nodes }: ReadHead, offer: readonly Field[]): readonly Node[] {
  const extensions = (of: readonly Field[]) =>
    readExtensions(fieldValue(of, 'sec-websocket-extensions') ?? '');
  return [
    ...optional(
      'ws.extensions',
      'Sec-WebSocket-Extensions',
      fields,
      nodes,
      extensionProblem(extensions(fields), extensions(offer)),
    ),
    ...optional(
      'ws.protocol',
      'Sec-WebSocket-Protocol',
      fields,
      nodes,
      protocolProblem(fields, offer),
    ),
  ];
}

function part(
  kind: string,
  name: string,
  nodes: readonly Node[],
  value: string,
  problem: Problem | undefined,
): Node {
  const field = nodes.find((node) => node.name?.toLowerCase() === name.toLowerCase());
  const end = nodes.at(-1)?.end ?? 0;
  const range = { start: field?.start ?? end, end: field?.end ?? end };
  const node = { kind, ...range, name, value };
  return problem === undefined ? node : { ...node, problem };
}

function optional(
  kind: string,
  name: string,
  fields: readonly Field[],
  nodes: readonly Node[],
  problem: Problem | undefined,
): readonly Node[] {
  const value = fieldValue(fields, name.toLowerCase());
  return value === undefined ? [] : [part(kind, name, nodes, value, problem)];
}

function keyProblem(key: string | undefined): Problem | undefined {
  // 16 bytes are 22 characters of base64 and two that fill up; the last of the 22 has four bits to spare.
  return key !== undefined && /^[A-Za-z0-9+/]{21}[AQgw]==$/.test(key)
    ? undefined
    : handshakeProblems.key;
}

function versionProblem(version: string | undefined): Problem | undefined {
  return version === '13' ? undefined : handshakeProblems.version;
}

function acceptProblem(accept: string | undefined): Problem {
  return accept === undefined ? handshakeProblems.noAccept : handshakeProblems.wrongAccept;
}

function protocolProblem(fields: readonly Field[], offer: readonly Field[]): Problem | undefined {
  const chosen = fieldValue(fields, 'sec-websocket-protocol');
  const offered = (fieldValue(offer, 'sec-websocket-protocol') ?? '').split(',');
  return chosen === undefined || offered.some((name) => name.trim() === chosen)
    ? undefined
    : handshakeProblems.protocol;
}

const handshakeProblems = citedProblems({
  key: {
    code: 'ws-key',
    text: 'The key must be 16 bytes in base64.',
    source: 'rfc6455 §4.1',
  },
  version: {
    code: 'ws-version',
    text: 'The version must be 13.',
    source: 'rfc6455 §4.1',
  },
  noAccept: {
    code: 'ws-accept-missing',
    text: 'The response does not prove that the server read the key; the client fails the connection.',
    source: 'rfc6455 §4.1',
  },
  wrongAccept: {
    code: 'ws-accept-wrong',
    text: 'This is not the hash that answers the key of the request; the client fails the connection.',
    source: 'rfc6455 §4.1',
  },
  protocol: {
    code: 'ws-protocol-not-offered',
    text: 'The server chose a subprotocol that the client did not offer; the client fails the connection.',
    source: 'rfc6455 §4.1',
  },
});
