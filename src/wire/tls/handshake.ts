import type { Node } from '../types.ts';
import { Cursor, PartTooLong } from './cursor.ts';
import { readClientHello, readEncryptedExtensions, readServerHello } from './hello.ts';
import { handshakeName } from './names.ts';
import { tlsProblems } from './problems.ts';
import type { Hello, KeyParts } from './types.ts';

/** The head of a handshake message: its type and a length of 3 bytes (RFC 9846 §4). */
export const HANDSHAKE_HEAD = 4;

/** What one handshake message says. */
export interface HandshakeReading {
  /** Such as `client_hello`; `hello_retry_request` for the ServerHello that is one. */
  readonly type: string;
  readonly hello: Hello;
  /** What it tells of the keys; nothing of it is told to people. */
  readonly keys: KeyParts;
  /** `tls.handshake-message` with its parts, which tile it. */
  readonly node: Node;
}

/** The length of a message that begins with these bytes, head included; nothing where less of it is there. */
export function handshakeLength(head: Uint8Array): number | undefined {
  const [, high, middle, low] = head;
  if (high === undefined || middle === undefined || low === undefined) return undefined;
  return HANDSHAKE_HEAD + high * 65_536 + middle * 256 + low;
}

/** Reads a whole handshake message. */
export function readHandshake(bytes: Uint8Array): HandshakeReading {
  const end = bytes.length;
  const cursor = new Cursor(bytes, HANDSHAKE_HEAD, end);
  const named = handshakeName(bytes[0] ?? 0);
  const body = readBody(bytes[0] ?? 0, cursor);
  const { retry, random, earlyData, ...hello } = body.hello;
  const keys = { ...(random !== undefined && { random }), ...(earlyData && { earlyData }) };
  const type = retry === true ? 'hello_retry_request' : named;
  if (body.fits) cursor.rest('tls.handshake-body');
  else cursor.rest('tls.handshake-body', tlsProblems.malformedHandshake);
  const children: Node[] = [
    { kind: 'tls.handshake-type', start: 0, end: 1, value: type },
    {
      kind: 'tls.handshake-length',
      start: 1,
      end: HANDSHAKE_HEAD,
      value: `${end - HANDSHAKE_HEAD} bytes`,
    },
    ...cursor.nodes,
  ];
  const node = { kind: 'tls.handshake-message', start: 0, end, name: type, children };
  return { type, hello, keys, node };
}

interface Body {
  readonly hello: Hello & KeyParts & { readonly retry?: boolean };
  readonly fits: boolean;
}

/** Reads what is in the clear and has a meaning from outside. */
function readBody(type: number, cursor: Cursor): Body {
  try {
    if (type === 1) return { hello: readClientHello(cursor), fits: cursor.left === 0 };
    if (type === 2) return { hello: readServerHello(cursor), fits: cursor.left === 0 };
    if (type === 8) return { hello: readEncryptedExtensions(cursor), fits: cursor.left === 0 };
    return { hello: {}, fits: true };
  } catch (error) {
    if (error instanceof PartTooLong) return { hello: {}, fits: false };
    throw error;
  }
}
