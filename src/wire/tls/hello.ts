import type { Node } from '../types.ts';
import type { Cursor } from './cursor.ts';
import { readExtensionValue } from './extension-value.ts';
import { cipherName, extensionName, isGrease, versionName } from './names.ts';
import type { Hello, KeyParts } from './types.ts';

/** The random of a ServerHello that is a HelloRetryRequest: SHA-256 of that name (RFC 9846 §4.2.3). */
const RETRY = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/** Its presence is what it says (RFC 9846 §4.3.10). */
const EARLY_DATA = 42;

/** Reads a ClientHello behind its head (RFC 9846 §4.2.2). */
export function readClientHello(cursor: Cursor): Hello & KeyParts {
  const legacy = readVersion(cursor);
  const random = readRandom(cursor);
  readSessionId(cursor);
  const start = cursor.at;
  const suites = cursor.inner(cursor.number(2));
  const names: string[] = [];
  while (suites.left > 0) {
    const suite = suites.number(2);
    if (!isGrease(suite)) names.push(cipherName(suite));
  }
  cursor.leaf('tls.cipher-suites', start, names.join(', '));
  const methods = cursor.at;
  cursor.bytes(cursor.number(1));
  cursor.leaf('tls.compression-methods', methods);
  const hello = readExtensions(cursor, 'client');
  return { ...hello, versions: hello.versions ?? [legacy], random };
}

/** Reads a ServerHello behind its head (RFC 9846 §4.2.3); `retry` if it is a HelloRetryRequest. */
export function readServerHello(cursor: Cursor): Hello & KeyParts & { readonly retry: boolean } {
  const legacy = readVersion(cursor);
  const random = readRandom(cursor);
  const retry = random === RETRY;
  readSessionId(cursor);
  const start = cursor.at;
  const cipher = cipherName(cursor.number(2));
  cursor.leaf('tls.cipher-suite', start, cipher);
  const method = cursor.at;
  cursor.number(1);
  cursor.leaf('tls.compression-method', method);
  const hello = readExtensions(cursor, 'server');
  return { ...hello, cipher, versions: hello.versions ?? [legacy], random, retry };
}

/** Reads EncryptedExtensions behind its head (RFC 9846 §4.4.1). */
export function readEncryptedExtensions(cursor: Cursor): Hello & KeyParts {
  return readExtensions(cursor, 'server');
}

function readVersion(cursor: Cursor): string {
  const start = cursor.at;
  const version = versionName(cursor.number(2));
  cursor.leaf('tls.legacy-version', start, version);
  return version;
}

function readRandom(cursor: Cursor): string {
  const start = cursor.at;
  const random = Buffer.from(cursor.bytes(32)).toString('hex');
  cursor.leaf('tls.random', start);
  return random;
}

function readSessionId(cursor: Cursor): void {
  const start = cursor.at;
  cursor.bytes(cursor.number(1));
  cursor.leaf('tls.session-id', start);
}

/** Reads extensions, if there are any (RFC 9846 §4.3). */
function readExtensions(cursor: Cursor, side: 'client' | 'server'): Hello & KeyParts {
  if (cursor.left === 0) return {};
  const hello: Hello & KeyParts = {};
  const start = cursor.at;
  const length = cursor.number(2);
  cursor.leaf('tls.extensions-length', start, `${length} bytes`);
  const extensions = cursor.inner(length);
  while (extensions.left > 0) cursor.nodes.push(readExtension(extensions, side, hello));
  return hello;
}

/** A node of an extension, `tls.extension`, with its type, length and value below it. */
function readExtension(
  extensions: Cursor,
  side: 'client' | 'server',
  hello: Hello & KeyParts,
): Node {
  const { at: start } = extensions;
  const type = extensions.number(2);
  if (type === EARLY_DATA) hello.earlyData = true;
  const name = isGrease(type) ? 'GREASE' : extensionName(type);
  const lengthAt = extensions.at;
  const length = extensions.number(2);
  const valueAt = extensions.at;
  const value = readExtensionValue(type, extensions.inner(length), side, hello);
  const end = extensions.at;
  const children: Node[] = [
    { kind: 'tls.extension-type', start, end: lengthAt, value: name },
    { kind: 'tls.extension-length', start: lengthAt, end: valueAt, value: `${length} bytes` },
  ];
  if (end > valueAt) {
    const leaf = { kind: 'tls.extension-value', start: valueAt, end };
    children.push(value === undefined ? leaf : { ...leaf, value });
  }
  const node = { kind: 'tls.extension', start, end, name, children };
  return value === undefined ? node : { ...node, value };
}
