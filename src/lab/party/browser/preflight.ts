import { Blocked, type BlockedBy } from './blocked.ts';
import { corsFailure, isNonWildcard, isSafelistedMethod, namesIn, unsafeNames } from './cors.ts';
import type { ScriptRequest } from './script-request.ts';
import {
  chainRelation,
  fetchMetadata,
  type Initiator,
  refererLines,
  send,
  type World,
} from './world.ts';

/** A request across origins that may need leave first. */
export interface Asking {
  readonly url: URL;
  readonly origin: string;
  readonly by: Initiator;
  readonly chain: readonly URL[];
  readonly request: ScriptRequest;
  readonly withCredentials: boolean;
}

/**
 * Asks for leave unless the request is a simple one or the leave is still there (Fetch Standard,
 * CORS-preflight fetch). A preflight never carries credentials.
 *
 * @throws Blocked if the leave is not given.
 */
export async function preflightIfNeeded(world: World, asking: Asking): Promise<void> {
  const { url, origin, request, withCredentials } = asking;
  const key = { origin, url: url.href.replace(/#.*$/, ''), withCredentials };
  const names = unsafeNames(request.fields);
  const isKnownMethod =
    isSafelistedMethod(request.method) || world.preflights.has(key, 'method', request.method);
  if (isKnownMethod && names.every((name) => world.preflights.has(key, 'field', name))) return;

  const { status, headers, body } = await send(world, {
    url,
    method: 'OPTIONS',
    fields: [
      ['Accept', '*/*'],
      ['Access-Control-Request-Method', request.method],
      ...(names.length === 0 ? [] : [['Access-Control-Request-Headers', names.join(',')] as const]),
      ['Origin', origin],
      ...refererLines(asking.by, url),
      ...fetchMetadata(url, {
        mode: 'cors',
        dest: 'empty',
        site: chainRelation(asking.by, asking.chain),
      }),
    ],
    signal: request.signal,
  });
  await body.dump();

  const refuse = (code: BlockedBy, why: string): never => {
    const text = `no script of ${origin} may send ${request.method} ${url.href}: ${why}`;
    throw new Blocked(code, text);
  };
  const failure = corsFailure(origin, withCredentials, headers);
  if (failure !== undefined)
    refuse(`preflight-${failure.about}`, `to the preflight, ${failure.text}`);
  if (status < 200 || status > 299) {
    refuse('preflight-status', `the preflight was answered with ${status}`);
  }
  const methods = namesIn(headers, 'access-control-allow-methods');
  const fields = namesIn(headers, 'access-control-allow-headers');
  const isAny = (listed: readonly string[]) => listed.includes('*') && !withCredentials;
  const isMethodAllowed =
    methods.includes(request.method) || isSafelistedMethod(request.method) || isAny(methods);
  if (!isMethodAllowed) {
    refuse('preflight-method', 'Access-Control-Allow-Methods does not list the method');
  }
  const listed = fields.map((name) => name.toLowerCase());
  for (const name of names) {
    if (listed.includes(name) || (isAny(listed) && !isNonWildcard(name))) continue;
    refuse('preflight-field', `Access-Control-Allow-Headers does not list ${name}`);
  }
  world.preflights.keep(key, { methods, fields: listed }, headers.get('access-control-max-age'));
}
