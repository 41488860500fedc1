import type { Cursor } from './cursor.ts';
import { isGrease, versionName } from './names.ts';
import type { Hello } from './types.ts';

const SERVER_NAME = 0;
const ALPN = 16;
const SUPPORTED_VERSIONS = 43;
const HOST_NAME = 0;

/** Reads the extensions that tell whom a client wants to talk to and how; gives their value as text. */
export function readExtensionValue(
  type: number,
  value: Cursor,
  side: 'client' | 'server',
  hello: Hello,
): string | undefined {
  // A server confirms the name with an empty value (RFC 6066 §3).
  if (value.left === 0) return undefined;
  switch (type) {
    case SERVER_NAME: {
      const name = serverName(value);
      if (name !== undefined) hello.sni = name;
      return name;
    }
    case ALPN:
      hello.alpn = protocolNames(value);
      return hello.alpn.join(', ');
    case SUPPORTED_VERSIONS:
      hello.versions = side === 'client' ? offeredVersions(value) : [versionName(value.number(2))];
      return hello.versions.join(', ');
    default:
      return undefined;
  }
}

/** RFC 6066 §3: a list of names with their type, of which only host names exist. */
function serverName(value: Cursor): string | undefined {
  const list = value.inner(value.number(2));
  while (list.left > 0) {
    const type = list.number(1);
    const name = latin1(list.bytes(list.number(2)));
    if (type === HOST_NAME) return name;
  }
  return undefined;
}

/** RFC 7301 §3.1: a list of names, of one to 255 bytes each. */
function protocolNames(value: Cursor): readonly string[] {
  const list = value.inner(value.number(2));
  const names: string[] = [];
  while (list.left > 0) names.push(latin1(list.bytes(list.number(1))));
  return names;
}

/** RFC 9846 §4.3.1, without the values that mean nothing (RFC 8701). */
function offeredVersions(value: Cursor): readonly string[] {
  const list = value.inner(value.number(1));
  const versions: string[] = [];
  while (list.left > 0) {
    const version = list.number(2);
    if (!isGrease(version)) versions.push(versionName(version));
  }
  return versions;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
