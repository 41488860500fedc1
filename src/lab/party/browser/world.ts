import type { Readable } from 'node:stream';
import type { Agent } from 'undici';
import type { Clock } from '../../time/clock.ts';
import { Blocked } from './blocked.ts';
import type { Cookies, CookieUse } from './cookies.ts';
import type { PreflightCache } from './preflight-cache.ts';
import { isTrustworthy, leastOf, originOf, type Relation, refererOf, relationOf } from './site.ts';

/** What all pages of a browser share. */
export interface World {
  readonly clock: Clock;
  readonly cookies: Cookies;
  readonly preflights: PreflightCache;
  readonly agent: Agent;
  /** Tells the story what a browser's console would say. */
  readonly tell: (text: string) => void;
}

/** A page as far as it sets requests off. */
export interface Initiator {
  readonly url: URL;
  readonly origin: string;
}

/** A field as it goes out. */
export type FieldLine = readonly [name: string, value: string];

/** One request, as it goes out. */
export interface Outgoing {
  readonly url: URL;
  readonly method: string;
  readonly fields: readonly FieldLine[];
  readonly body?: Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came back, its content still to be read. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly body: Readable & { dump(): Promise<void>; text(): Promise<string> };
}

/** Sends a request. @throws Blocked if nobody answers. */
export async function send(world: World, outgoing: Outgoing): Promise<Answer> {
  const { url, method, fields, body, signal } = outgoing;
  try {
    const {
      statusCode,
      statusText,
      headers,
      body: content,
    } = await world.agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: method as 'GET',
      headers: fields.flat(),
      ...(body && { body }),
      ...(signal && { signal }),
    });
    return {
      status: statusCode,
      statusText,
      headers: headersOf(headers),
      body: content,
    };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const text = `${method} ${url.href} was not answered`;
    throw new Blocked('network', text, { cause: error });
  }
}

function headersOf(raw: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const line of Array.isArray(value) ? value : [value]) {
      if (line !== undefined) headers.append(name, line);
    }
  }
  return headers;
}

/** `Sec-Fetch-*`, which only goes where nobody on the way reads along (Fetch Metadata). */
export function fetchMetadata(
  url: URL,
  {
    mode,
    dest,
    site,
    isByUser = false,
  }: {
    readonly mode: string;
    readonly dest: string;
    readonly site: Relation | 'none';
    readonly isByUser?: boolean;
  },
): readonly FieldLine[] {
  if (!isTrustworthy(url)) return [];
  return [
    ['Sec-Fetch-Site', site],
    ['Sec-Fetch-Mode', mode],
    ...(isByUser ? [['Sec-Fetch-User', '?1'] as const] : []),
    ['Sec-Fetch-Dest', dest],
  ];
}

/** How the URLs of a chain relate to who set it off. */
export function chainRelation(by: Initiator | undefined, chain: readonly URL[]): Relation | 'none' {
  return by === undefined ? 'none' : leastOf(chain.map((url) => relationOf(by.origin, url)));
}

/** `Referer`, unless nobody sent the person there. */
export function refererLines(by: Initiator | undefined, url: URL): readonly FieldLine[] {
  const referer = by === undefined ? undefined : refererOf(by.url, url);
  return referer === undefined ? [] : [['Referer', referer]];
}

/** `Cookie`, if any cookie goes along. */
export function cookieLines(world: World, url: URL, use: CookieUse): readonly FieldLine[] {
  const value = world.cookies.headerFor(url, use);
  return value === undefined ? [] : [['Cookie', value]];
}

/** Keeps the cookies of an answer, and says which are refused. */
export function keepCookies(world: World, url: URL, headers: Headers, use: CookieUse): void {
  for (const refusal of world.cookies.store(url, headers.getSetCookie(), use)) world.tell(refusal);
}

/** Whether a cookie counts as one of the same site: who set the request off decides, redirects do not. */
export function isSameSite(by: Initiator | undefined, url: URL): boolean {
  return by === undefined || relationOf(by.origin, url) !== 'cross-site';
}

/** Statuses that lead on by their `Location` (Fetch Standard, redirect status). */
export function isRedirect({ status }: Answer): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** Where a redirect leads; a fragment goes along. @throws Blocked if it leads nowhere that is of the web. */
export function redirectTarget(from: URL, { headers }: Answer): URL | undefined {
  const location = headers.get('location');
  if (location === null) return undefined;
  if (!URL.canParse(location, from.href)) throw new Blocked('redirect', `${location} is no URL`);
  const to = new URL(location, from);
  if (!/^https?:$/.test(to.protocol)) {
    throw new Blocked('redirect', `no server answers to ${to.href}`);
  }
  if (to.hash === '') to.hash = from.hash;
  return to;
}

/** The method behind a redirect: after 303, and of a POST after 301 and 302, it is GET (Fetch Standard, HTTP-redirect fetch). */
export function methodBehind(status: number, method: string): string {
  const isPost = (status === 301 || status === 302) && method === 'POST';
  const isOther = status === 303 && method !== 'GET' && method !== 'HEAD';
  return isPost || isOther ? 'GET' : method;
}

/** Whether an origin must be hidden from here on: the chain went through somebody else's origin (Fetch Standard, HTTP-redirect fetch). */
export function isTainted(origin: string, from: URL, to: URL): boolean {
  return originOf(from) !== originOf(to) && origin !== originOf(from);
}

/** More redirects than this are a circle. */
export const MOST_REDIRECTS = 20;
