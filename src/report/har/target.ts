import { utf8In } from '../../text/utf8-in.ts';
import type { Field } from '../../wire/types.ts';
import type { HarPair } from './types.ts';

/** A URI without anything that RFC 3986 §2 wants percent-encoded. */
const clean = /^[a-z][a-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/i;

/**
 * The URL that a request was for, from its target (RFC 9112 §3.2) and the host it names. What the
 * target holds that no URL may is percent-encoded.
 */
export function urlOf(scheme: string, authority: string, target: string): string {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(target);
  const path = target.startsWith('/') ? target : target === '*' ? '/' : `/${target}`;
  const asked = absolute ? target : `${scheme}://${authority}${path}`;
  const url = utf8In(asked) ?? asked.replace(/[\x80-\xff]/g, byteEncoded);
  if (clean.test(url) && URL.canParse(url)) return url;
  return URL.canParse(url) ? new URL(url).href : `${scheme}://${encodeURIComponent(authority)}/`;
}

/** A byte that is no part of UTF-8. */
function byteEncoded(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Whether fields name WebSocket among the protocols to switch to (RFC 9110 §7.8). */
export function namesWebSocket(fields: readonly Field[]): boolean {
  return fields
    .filter(({ name }) => name.toLowerCase() === 'upgrade')
    .flatMap(({ value }) => value.split(','))
    .some((protocol) => protocol.trim().toLowerCase() === 'websocket');
}

/** The parameters of a URL's query, decoded. */
export function queryOf(url: string): readonly HarPair[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}
