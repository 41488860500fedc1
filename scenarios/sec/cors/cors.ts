import type { FetchHandler } from 'apilab';

/** Which pages may do what here. */
export interface CorsPolicy {
  /** Origins whose scripts may read answers, with cookies: compared whole, never by a part. */
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  /** Request fields that scripts may set, beyond what every page may. */
  readonly fields: readonly string[];
  /** Response fields that scripts may read, beyond what every page may. */
  readonly exposed: readonly string[];
  /** For how many seconds a preflight may be kept. Browsers have limits of their own. */
  readonly maxAgeS: number;
}

/** The fields by which an answer is shared with the origin that asked; `null` if none was named. */
export type Share = (origin: string | null, policy: CorsPolicy) => Readonly<Record<string, string>>;

/** Answers a preflight (Fetch Standard §3.3.2). */
export type AnswerPreflight = (request: Request, policy: CorsPolicy, share: Share) => Response;

export interface CorsOptions {
  readonly policy: CorsPolicy;
  readonly share?: Share;
  readonly answerPreflight?: AnswerPreflight;
}

/**
 * Lets scripts of the origins listed read what an API answers. It keeps nobody out: a browser sends the request first
 * and asks afterwards who may read the answer, and other clients do not ask at all.
 */
export function withCors(
  api: FetchHandler,
  { policy, share = shareWithListed, answerPreflight = preflightBeforeLogin }: CorsOptions,
): FetchHandler {
  return {
    async fetch(request) {
      if (isPreflight(request)) return answerPreflight(request, policy, share);
      const answer = await api.fetch(request);
      // Errors as well: else the page learns of a 401 only that something went wrong.
      const shared = share(request.headers.get('origin'), policy);
      const headers = new Headers(answer.headers);
      for (const [name, value] of Object.entries(shared)) headers.append(name, value);
      const { status, statusText, body } = answer;
      return new Response(body, { status, statusText, headers });
    },
  };
}

/** `Vary` also for who gets no leave: a cache must not hand one origin's answer to another. */
export const shareWithListed: Share = (origin, { origins, exposed }) => ({
  Vary: 'Origin',
  ...(origin !== null &&
    origins.includes(origin) && {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': exposed.join(', '),
    }),
});

/** A preflight has no credentials, so it is answered before anybody asks for them, and with an ok status. */
export const preflightBeforeLogin: AnswerPreflight = ({ headers }, policy, share) =>
  new Response(null, { status: 204, headers: leave(headers.get('origin'), policy, share) });

/** What a preflight is told; nothing more than anybody else if its origin is not listed. */
export function leave(origin: string | null, policy: CorsPolicy, share: Share) {
  const { 'Access-Control-Expose-Headers': _, ...shared } = share(origin, policy);
  if (shared['Access-Control-Allow-Origin'] === undefined) return shared;
  return {
    ...shared,
    'Access-Control-Allow-Methods': policy.methods.join(', '),
    'Access-Control-Allow-Headers': policy.fields.join(', '),
    'Access-Control-Max-Age': String(policy.maxAgeS),
  };
}

const isPreflight = ({ method, headers }: Request): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
