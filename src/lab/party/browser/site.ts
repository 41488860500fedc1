import { getPublicSuffix } from 'tough-cookie';

/** How a request relates to who set it off, as `Sec-Fetch-Site` says it. */
export type Relation = 'same-origin' | 'same-site' | 'cross-site';

/** The scheme of the web that a URL is judged by: a WebSocket is judged as the HTTP that opens it. */
function webScheme({ protocol }: URL): string {
  if (protocol === 'ws:') return 'http:';
  return protocol === 'wss:' ? 'https:' : protocol;
}

/** Scheme, host and port of a URL, such as `https://shop.example`. */
export function originOf(url: URL): string {
  return `${webScheme(url)}//${url.host}`;
}

/**
 * The site of a URL: its scheme and the registrable domain of its host (HTML Standard, sites), so that
 * `https://api.shop.example` is of the site of `https://shop.example`, and `http://shop.example` is not.
 */
function siteOf(url: URL): string {
  const host = url.hostname;
  const isAddress = /^[\d.]+$/.test(host) || host.startsWith('[');
  const domain = isAddress ? host : getPublicSuffix(host, { allowSpecialUseDomain: true });
  return `${webScheme(url)}//${domain ?? host}`;
}

/** How a URL relates to the page that asks for it; an origin that is hidden relates to nothing. */
export function relationOf(origin: string, url: URL): Relation {
  if (origin === 'null') return 'cross-site';
  if (origin === originOf(url)) return 'same-origin';
  return siteOf(new URL(origin)) === siteOf(url) ? 'same-site' : 'cross-site';
}

/** The least that the URLs of a chain of redirects have in common with who set it off. */
export function leastOf(relations: readonly Relation[]): Relation {
  if (relations.includes('cross-site')) return 'cross-site';
  return relations.includes('same-site') ? 'same-site' : 'same-origin';
}

/** Whether nobody on the way can read or change it: TLS, or this machine (Secure Contexts, potentially trustworthy origin). */
export function isTrustworthy(url: URL): boolean {
  if (webScheme(url) === 'https:') return true;
  const { hostname } = url;
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/** `Referer` by the policy that browsers have by default, `strict-origin-when-cross-origin`. */
export function refererOf(page: URL, url: URL): string | undefined {
  if (originOf(page) === originOf(url)) return page.href.replace(/#.*$/, '');
  if (isTrustworthy(page) && !isTrustworthy(url)) return undefined;
  return `${originOf(page)}/`;
}
