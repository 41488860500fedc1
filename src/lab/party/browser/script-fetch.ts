import { Readable } from 'node:stream';
import { Blocked } from './blocked.ts';
import { corsFailure, isNonWildcard, readableFields } from './cors.ts';
import { preflightIfNeeded } from './preflight.ts';
import { readScriptRequest, type ScriptRequest } from './script-request.ts';
import { isTrustworthy, originOf } from './site.ts';
import type { ScriptInit, ScriptResponse } from './types.ts';
import {
  type Answer,
  chainRelation,
  cookieLines,
  fetchMetadata,
  type Initiator,
  isRedirect,
  isSameSite,
  isTainted,
  keepCookies,
  MOST_REDIRECTS,
  methodBehind,
  redirectTarget,
  refererLines,
  send,
  type World,
} from './world.ts';

/** How an answer may be seen (Fetch Standard, response tainting). */
type Tainting = 'basic' | 'cors' | 'opaque';

/** Where a script's request stands on its way through redirects. */
interface Hop {
  readonly chain: readonly URL[];
  readonly request: ScriptRequest;
  /** What `Origin` says: the page's, or `null` once it is hidden. */
  readonly origin: string;
  readonly tainting: Tainting;
}

/**
 * `fetch` as a script of a page calls it (Fetch Standard, main fetch), what it loads for besides
 * being said by `dest`: nothing for `fetch`, `image` for an image.
 */
export async function scriptFetch(
  world: World,
  page: Initiator,
  target: string,
  init: ScriptInit,
  dest: 'empty' | 'image' = 'empty',
): Promise<ScriptResponse> {
  const request = readScriptRequest(init);
  const url = new URL(target, page.url);
  try {
    return await follow(world, page, dest, {
      chain: [url],
      request,
      origin: page.origin,
      tainting: 'basic',
    });
  } catch (error) {
    if (error instanceof Blocked) world.tell(error.message);
    throw error;
  }
}

async function follow(
  world: World,
  page: Initiator,
  dest: 'empty' | 'image',
  hop: Hop,
): Promise<ScriptResponse> {
  const { chain, request } = hop;
  const url = chain.at(-1) ?? page.url;
  if (isTrustworthy(page.url) && !isTrustworthy(url)) {
    throw new Blocked('mixed-content', `${page.origin} is secure and may not load ${url.href}`);
  }
  const tainting = taintingOf(page, url, hop);
  const withCredentials = request.credentials === 'include';
  const asked = { url, origin: hop.origin, by: page, chain, request, withCredentials };
  if (tainting === 'cors') await preflightIfNeeded(world, asked);

  const isWithCookies =
    withCredentials || (request.credentials === 'same-origin' && tainting === 'basic');
  const use = { isSameSite: isSameSite(page, url), isTopLevel: false, method: request.method };
  const answer = await send(world, {
    url,
    method: request.method,
    fields: [
      ['Accept', acceptOf(request, dest)],
      ...request.fields
        .filter(({ name }) => name.toLowerCase() !== 'accept')
        .map(({ name, value }) => [name, value] as const),
      ...originLines(hop, tainting, page, url),
      ...refererLines(page, url),
      ...fetchMetadata(url, { mode: request.mode, dest, site: chainRelation(page, chain) }),
      ...(isWithCookies ? cookieLines(world, url, use) : []),
    ],
    body: request.body,
    signal: request.signal,
  });
  if (isWithCookies) keepCookies(world, url, answer.headers, use);
  if (tainting === 'cors') await assertReadable(hop, url, withCredentials, answer);

  const to = isRedirect(answer) ? redirectTarget(url, answer) : undefined;
  if (to === undefined) return seen(answer, url, { ...hop, tainting }, withCredentials);
  await leave(answer);
  if (request.redirect === 'manual') return opaque('opaqueredirect', url);
  if (request.redirect === 'error' || chain.length > MOST_REDIRECTS) {
    throw new Blocked('redirect', `${url.href} redirects to ${to.href}, which is not followed`);
  }
  return follow(world, page, dest, nextHop({ ...hop, tainting }, answer.status, url, to));
}

function taintingOf(page: Initiator, url: URL, { request, tainting }: Hop): Tainting {
  if (tainting === 'basic' && originOf(url) === page.origin) return 'basic';
  if (request.mode === 'same-origin') {
    throw new Blocked('same-origin', `${url.href} is of another origin than ${page.origin}`);
  }
  return request.mode === 'no-cors' ? 'opaque' : 'cors';
}

/** `Origin` goes along across origins, and with every method but GET and HEAD (Fetch Standard §3.2). */
function originLines(
  { origin, request }: Hop,
  tainting: Tainting,
  page: Initiator,
  url: URL,
): readonly (readonly [string, string])[] {
  if (tainting === 'cors') return [['Origin', origin]];
  if (request.method === 'GET' || request.method === 'HEAD') return [];
  const isDowngrade = page.url.protocol === 'https:' && url.protocol !== 'https:';
  return [['Origin', request.mode !== 'cors' && isDowngrade ? 'null' : origin]];
}

function acceptOf({ fields }: ScriptRequest, dest: 'empty' | 'image'): string {
  const set = fields.find(({ name }) => name.toLowerCase() === 'accept')?.value;
  return set ?? (dest === 'image' ? 'image/*,*/*;q=0.8' : '*/*');
}

async function assertReadable(
  { origin }: Hop,
  url: URL,
  withCredentials: boolean,
  answer: Answer,
): Promise<void> {
  const failure = corsFailure(origin, withCredentials, answer.headers);
  if (failure === undefined) return;
  await leave(answer);
  const text = `no script of ${origin} may read ${url.href}: ${failure.text}`;
  throw new Blocked(`cors-${failure.about}`, text);
}

/** Reads what is left of an answer that nobody may see, unless it goes on for ever. */
async function leave({ body, headers }: Answer): Promise<void> {
  const isEndless = headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (isEndless) body.destroy();
  else await body.dump();
}

function nextHop(hop: Hop, status: number, from: URL, to: URL): Hop {
  const { chain, request, origin } = hop;
  const method = methodBehind(status, request.method);
  const hasNoBody = method !== request.method;
  const leavesOrigin = originOf(from) !== originOf(to);
  const fields = request.fields.filter(({ name }) => {
    const lower = name.toLowerCase();
    if (hasNoBody && lower.startsWith('content-')) return false;
    return !(leavesOrigin && isNonWildcard(lower));
  });
  return {
    chain: [...chain, to],
    request: { ...request, method, fields, body: hasNoBody ? undefined : request.body },
    origin: isTainted(origin, from, to) ? 'null' : origin,
    tainting: hop.tainting,
  };
}

/** What a script sees of an answer. */
function seen(answer: Answer, url: URL, hop: Hop, withCredentials: boolean): ScriptResponse {
  const { tainting, chain } = hop;
  if (tainting === 'opaque') {
    void leave(answer);
    return opaque('opaque', url);
  }
  const { status, statusText, headers } = answer;
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 });
  const body = Readable.toWeb(answer.body, { strategy }) as ReadableStream<Uint8Array>;
  const content = new Response(body);
  return {
    type: tainting,
    url: url.href.replace(/#.*$/, ''),
    status,
    ok: status >= 200 && status < 300,
    statusText,
    redirected: chain.length > 1,
    headers: readableFields(headers, tainting, withCredentials),
    body: content.body,
    text: () => content.text(),
    json: () => content.json(),
  };
}

function opaque(type: 'opaque' | 'opaqueredirect', url: URL): ScriptResponse {
  const nothing = new Response(null);
  return {
    type,
    url: type === 'opaque' ? '' : url.href,
    status: 0,
    ok: false,
    statusText: '',
    redirected: false,
    headers: new Headers(),
    body: null,
    text: () => nothing.text(),
    json: () => nothing.json(),
  };
}
