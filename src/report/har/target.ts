import { utf8In } from '../../text/utf8-in.ts';
import type { Field } from '../../wire/types.ts';
import type { HarPair } from './types.ts';

/** A URI without anything that RFC 3986 §2 wants percent-encoded. */
const clean = /^[a-z][a-z0-9+.-]*:\/\/[\w\-.~:[\]@!$&'()*+,;=%]+([/?#]|$)/i;
/** The authority, which may hold brackets, and what may not. */
const parts = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)(.*)$/is;
/** What RFC 3986 §3.3 to §3.5 does not let stand in a path, a query or a fragment. */
const notInUri = /%(?![0-9a-f]{2})|[^\w\-.~:/?#@!$&'()*+,;=%]|(?<=#.*)#/gisu;

/**
 * The URL that a request was for, from its target (RFC 9112 §3.2) and the host it names. What the
 * target holds that no URL may is percent-encoded.
 */
export function urlOf(scheme: string, authority: string, target: string): string {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(target);
  const path = target.startsWith('/') ? target : target === '*' ? '/' : `/${target}`;
  const asked = absolute ? target : `${scheme}://${authority}${path}`;
  const url = encoded(wellFormed(utf8In(asked) ?? asked.replace(/[\x80-\xff]/g, byteEncoded)));
  if (clean.test(url) && URL.canParse(url)) return url;
  if (URL.canParse(url)) return encoded(new URL(url).href);
  return `${scheme}://${encodeURIComponent(wellFormed(authority))}/`;
}

/** The URL of a tunnel, whose target is an authority alone (RFC 9112 §3.2.3): its path is empty (§3.3). */
export function tunnelUrl(scheme: string, target: string): string {
  return urlOf(scheme, target, '/');
}

/** A URL with all that is behind its authority as RFC 3986 wants it. */
function encoded(url: string): string {
  const [, start = '', rest = ''] = parts.exec(url) ?? [];
  return start + rest.replace(notInUri, (found) => (found === '%' ? '%25' : percent(found)));
}

/** Half a surrogate pair, which a transcript may hold, is no character. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** `encodeURIComponent` leaves no character as it is that is found here, save `#`. */
function percent(character: string): string {
  return character === '#' ? '%23' : encodeURIComponent(character);
}

/** A byte that is no part of UTF-8. */
function byteEncoded(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Whether fields name WebSocket among the protocols to switch to (RFC 9110 §7.8). */
export function namesWebSocket(fields: readonly Field[]): boolean {
  return namesProtocol(fields, 'websocket');
}

/** Whether fields name a protocol, in lower case, among those to switch to. */
export function namesProtocol(fields: readonly Field[], wanted: string): boolean {
  return fields
    .filter(({ name }) => name.toLowerCase() === 'upgrade')
    .flatMap(({ value }) => value.split(','))
    .some((protocol) => protocol.trim().toLowerCase() === wanted);
}

/** The parameters of a URL's query, decoded. */
export function queryOf(url: string): readonly HarPair[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}
