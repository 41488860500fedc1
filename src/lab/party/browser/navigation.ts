import { Blocked } from './blocked.ts';
import type { Form } from './types.ts';
import {
  type Answer,
  chainRelation,
  cookieLines,
  type FieldLine,
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

/** Where the address bar is to lead. */
export interface Going {
  readonly url: URL;
  readonly method: string;
  readonly content?: { readonly type: string; readonly bytes: Uint8Array } | undefined;
}

/** Where a navigation arrived. */
export interface Arrival {
  readonly chain: readonly URL[];
  readonly answer: Answer;
}

/**
 * A top-level navigation, redirects followed (HTML Standard, navigate): `by` is the page that set it off,
 * nobody if the person typed the address. Cookies with `SameSite=Lax` go along if it is safe.
 */
export async function navigate(
  world: World,
  by: Initiator | undefined,
  going: Going,
): Promise<Arrival> {
  let { url, method, content } = going;
  let origin = by?.origin ?? 'null';
  const chain = [url];
  while (true) {
    const use = { isSameSite: isSameSite(by, url), isTopLevel: true, method };
    const answer = await send(world, {
      url,
      method,
      fields: [
        ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
        ...(content === undefined ? [] : [['Content-Type', content.type] as const]),
        ...originLines(method, origin, by, url),
        ...refererLines(by, url),
        ...fetchMetadata(url, {
          mode: 'navigate',
          dest: 'document',
          site: chainRelation(by, chain),
          isByUser: true,
        }),
        ...cookieLines(world, url, use),
      ],
      body: content?.bytes,
    });
    keepCookies(world, url, answer.headers, use);
    const to = isRedirect(answer) ? redirectTarget(url, answer) : undefined;
    if (to === undefined) return { chain, answer };
    await answer.body.dump();
    if (chain.length > MOST_REDIRECTS)
      throw new Blocked('redirect', `${url.href} leads in a circle`);
    const next = methodBehind(answer.status, method);
    if (next !== method) content = undefined;
    if (isTainted(origin, url, to)) origin = 'null';
    method = next;
    url = to;
    chain.push(to);
  }
}

/** A POST says where it comes from, unless that is to be kept from a place without TLS (Fetch Standard §3.2). */
function originLines(
  method: string,
  origin: string,
  by: Initiator | undefined,
  url: URL,
): readonly FieldLine[] {
  if (method === 'GET' || method === 'HEAD') return [];
  const isDowngrade = by?.url.protocol === 'https:' && url.protocol !== 'https:';
  return [['Origin', isDowngrade ? 'null' : origin]];
}

/** Where a form leads (HTML Standard, form submission). */
export function goingOf(form: Form, page: URL): Going {
  const { action, method = 'post', fields = {}, enctype } = form;
  const url = new URL(action, page);
  const entries = new URLSearchParams(fields);
  if (method === 'get') {
    url.search = entries.toString();
    return { url, method: 'GET' };
  }
  if (enctype === 'text/plain') {
    const lines = Object.entries(fields).map(([name, value]) => `${name}=${value}\r\n`);
    return {
      url,
      method: 'POST',
      content: { type: enctype, bytes: Buffer.from(lines.join('')) },
    };
  }
  const type = 'application/x-www-form-urlencoded';
  return { url, method: 'POST', content: { type, bytes: Buffer.from(entries.toString()) } };
}
