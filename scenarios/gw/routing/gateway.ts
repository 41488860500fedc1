import type { Clock, FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import { type Proxy as Hop, NoUpstream } from 'apilab/parts/http/proxy';
import type { Allowance } from './allowance.ts';
import { type Identify, identifyAnew } from './identity.ts';
import { type Addresses, withoutPrefix } from './routes.ts';
import type { Translation } from './translation.ts';

export interface GatewayOptions {
  /** The services that can be reached, by name. */
  readonly services: ReadonlyMap<string, Pick<Hop, 'forward' | 'host'>>;
  /** Who a bearer token belongs to; `undefined` if to nobody. */
  readonly whoHas: (token: string) => string | undefined;
  readonly allowance: Allowance;
  readonly clock: Pick<Clock, 'setTimer'>;
  /** For services whose answers old clients want otherwise. */
  readonly translations?: ReadonlyMap<string, Translation>;
  readonly addresses?: Addresses;
  readonly identify?: Identify;
}

/** How long a service has to take a request and to begin its answer, in milliseconds. The answer may be a stream. */
const PATIENCE_MS = 60_000;

/**
 * One door to several services: it knows where a request belongs, who sends it and how much they may ask for, and
 * passes it on. Content goes through as it comes, unless somebody asks for another form of it.
 */
export function gateway(options: GatewayOptions): FetchHandler {
  const { services, whoHas, allowance, clock, translations = new Map() } = options;
  const { addresses = withoutPrefix, identify = identifyAnew } = options;

  return {
    async fetch(request) {
      const way = addresses.behind(new URL(request.url));
      const service = way && services.get(way.service);
      if (way === undefined || service === undefined) return noSuchService();
      const token = tokenOf(request);
      if (token === undefined) return unauthorized();
      const user = whoHas(token);
      if (user === undefined) return unauthorized(INVALID);
      const admission = allowance.take(user, way.service);
      if (!admission.admitted) return tooMany(admission.retryAfterS);

      const translation: Translation | undefined = translations.get(way.service);
      const other = translation?.isWanted(request) ? translation : undefined;
      const fields = { ...other?.ask(request.headers), ...identify(request.headers, user) };
      const impatience = new AbortController();
      const timer = clock.setTimer(PATIENCE_MS, () => impatience.abort());
      const signal = AbortSignal.any([request.signal, impatience.signal]);
      try {
        const answer = await service.forward(request, { path: way.target, fields, signal });
        const translated = other === undefined ? answer : await other.answer(answer);
        return inFront(translated, service.host, translation !== undefined);
      } catch (error) {
        if (error instanceof NoUpstream) return impatience.signal.aborted ? tooLate() : noAnswer();
        throw error;
      } finally {
        timer.cancel();
      }
    },
  };

  /** The answer as it is true in front: with addresses that lead somewhere, and with what chose its form. */
  function inFront(answer: Response, host: string, hasForms: boolean): Response {
    const headers = new Headers(answer.headers);
    for (const name of ['location', 'content-location']) {
      const address = headers.get(name);
      if (address !== null) headers.set(name, addresses.inFront(address, host));
    }
    if (hasForms) headers.append('vary', 'accept');
    const { status, statusText, body } = answer;
    return new Response(body, { status, statusText, headers });
  }
}

function tokenOf(request: Request): string | undefined {
  const field = request.headers.get('authorization') ?? '';
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(field) ?? [];
  return token;
}

const noSuchService = () => problem({ status: 404, title: 'Not Found' });

/** Said of a token that is nobody's, and not if there was none (RFC 6750 §3). */
const INVALID = ', error="invalid_token"';

/** Says how to authenticate (RFC 9110 §11.6.1). */
const unauthorized = (why = '') =>
  problem(
    { status: 401, title: 'Unauthorized' },
    { 'WWW-Authenticate': `Bearer realm="shop"${why}` },
  );

const tooMany = (retryAfterS: number) =>
  problem(
    { status: 429, title: 'Too Many Requests', detail: `Come back in ${retryAfterS} s.` },
    { 'Retry-After': String(retryAfterS), 'Cache-Control': 'no-store' },
  );

const noAnswer = () => problem({ status: 502, title: 'Bad Gateway' });

const tooLate = () => problem({ status: 504, title: 'Gateway Timeout' });
