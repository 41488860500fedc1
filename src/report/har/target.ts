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
  const url = absolute ? target : `${scheme}://${authority}${path}`;
  if (clean.test(url) && URL.canParse(url)) return url;
  return URL.canParse(url) ? new URL(url).href : `${scheme}://${encodeURIComponent(authority)}/`;
}

/** The parameters of a URL's query, decoded. */
export function queryOf(url: string): readonly HarPair[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}
