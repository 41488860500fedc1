import type { Clock, FetchHandler } from 'apilab';
import CachePolicy from 'http-cache-semantics';

/** The longest content that is kept, in bytes: by it and the number of answers the memory is bounded. */
const LARGEST_BYTES = 1024 * 1024;

export interface SharedCacheOptions {
  readonly clock: Clock;
  /** What it calls itself in Cache-Status (RFC 9211 §2). */
  readonly name: string;
  /** Asks the server behind; rejects if no answer comes. */
  readonly forward: (request: Request) => Promise<Response>;
  /** How many answers are kept; the oldest give way. */
  readonly most?: number;
}

/** An answer that is kept: one of the forms that an address has, as Vary tells them apart. */
interface Kept {
  readonly url: string;
  readonly policy: CachePolicy;
  readonly status: number;
  readonly headers: Headers;
  readonly body: ArrayBuffer;
}

/**
 * A cache for many, such as stands before an API: it answers a GET with what it keeps as long as that is
 * fresh (RFC 9111 §4), and passes all else on. What may be kept, for whom and how long, is decided by
 * `http-cache-semantics`. What is stale it asks for anew: it validates nothing.
 *
 * @example
 * const { forward } = await lab.use(openProxy({ to: api.url, name: 'cache' }));
 * await lab.serve('cache', sharedCache({ clock: lab.clock, name: 'cache', forward }));
 */
export function sharedCache({
  clock,
  name,
  forward,
  most = 100,
}: SharedCacheOptions): FetchHandler {
  class Policy extends CachePolicy {
    now(): number {
      return clock.date().getTime();
    }
  }
  let kept: readonly Kept[] = [];

  const ask = (request: Request) =>
    forward(request).catch(() => new Response(null, { status: 502 }));

  /** Keeps an answer if it may be kept, and gives it for the one who asked. */
  async function keep(request: Request, response: Response): Promise<Response> {
    const { status, headers } = response;
    const fields = Object.fromEntries(headers);
    const policy = new Policy(asked(request), { status, headers: fields }, { shared: true });
    if (!policy.storable() || policy.timeToLive() === 0 || !isShort(headers)) return response;
    const body = await response.arrayBuffer();
    const answer = { url: request.url, policy, status, headers, body };
    const others = kept.filter(
      ({ url, policy: other }) => url !== request.url || !(other.stale() || fits(other, request)),
    );
    kept = [...others, answer].slice(-most);
    return new Response(body, { status, headers });
  }

  return {
    async fetch(request) {
      const isPlain = !CONDITIONS.some((field) => request.headers.has(field));
      if (request.method !== 'GET' || !isPlain) {
        const response = await ask(request);
        const changes = !SAFE.has(request.method) && response.status < 400;
        if (changes) kept = kept.filter(({ url }) => url !== request.url);
        return withStatus(response, `${name}; fwd=${isPlain ? 'method' : 'bypass'}`);
      }
      const forms = kept.filter(({ url }) => url === request.url);
      const found = forms.find(({ policy }) => fits(policy, request));
      if (found === undefined) {
        const response = await keep(request, await ask(request));
        return withStatus(response, `${name}; fwd=${whyAsked(forms)}`);
      }
      const headers = new Headers(found.headers);
      headers.set('age', `${Math.floor(found.policy.age())}`);
      return withStatus(
        new Response(found.body, { status: found.status, headers }),
        `${name}; hit`,
      );
    },
  };
}

/** Why what is kept was not enough (RFC 9211 §2.2). */
function whyAsked(forms: readonly Kept[]): string {
  if (forms.length === 0) return 'uri-miss';
  return forms.some(({ policy }) => !policy.stale()) ? 'vary-miss' : 'stale';
}

/** Methods after which what is kept is still good (RFC 9111 §4.4). */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** What makes a question one for the server behind: a condition, or a part. */
const CONDITIONS = [
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'range',
];

const fits = (policy: CachePolicy, request: Request) =>
  policy.satisfiesWithoutRevalidation(asked(request));

const asked = ({ method, url, headers }: Request) => ({
  method,
  url,
  headers: Object.fromEntries(headers),
});

/** Whether the content is announced to be short enough to be kept. */
function isShort(headers: Headers): boolean {
  const length = headers.get('content-length') ?? '';
  return /^\d+$/.test(length) && Number(length) <= LARGEST_BYTES;
}

/** The answer with one more entry in Cache-Status: what this cache did. */
function withStatus({ status, statusText, headers, body }: Response, entry: string): Response {
  const fields = new Headers(headers);
  fields.append('cache-status', entry);
  return new Response(body, { status, statusText, headers: fields });
}
