import type { Clock } from 'apilab';
import CachePolicy from 'http-cache-semantics';

/** The largest content that is kept, in bytes: by it and the number of entries the memory is bounded. */
const LARGEST_BYTES = 1024 * 1024;

/** What a stored response is good for when a request comes. */
export type Use =
  | 'fresh'
  /** Too old, but it may be used while it is checked (RFC 5861 §3). */
  | 'while-checking'
  /** The server behind must be asked first. */
  | 'ask';

/** A response that a cache keeps. */
export interface Stored {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Which of the forms it is: the fields that Vary names, with their values. */
  readonly form: string;
  /** In whole seconds (RFC 9111 §4.2.3). */
  age(): number;
  /** For how many more seconds it is fresh; negative if it is stale (RFC 9211 §2.4). */
  ttl(): number;
  /** Whether it was made for requests like this one, as Vary says (RFC 9111 §4.1). */
  matches(request: Request): boolean;
  use(request: Request): Use;
  /** Whether it may be used if the server behind fails (RFC 5861 §4). */
  mayReplaceFailure(): boolean;
}

/** Whose cache it is, and by which clock. */
export interface Keeping {
  readonly clock: Clock;
  /** True if more than one person is served from it: then `private` keeps things out. */
  readonly isShared: boolean;
}

/**
 * What is to be kept of a response, if it may be. The rules are those of `http-cache-semantics`. It takes
 * `must-revalidate` to forbid every use without asking; the standard forbids it for what is stale.
 */
export function toStore(
  request: Request,
  { status, headers, body }: Pick<Stored, 'status' | 'headers' | 'body'>,
  { clock, isShared }: Keeping,
): Stored | undefined {
  class Policy extends CachePolicy {
    now(): number {
      return clock.date().getTime();
    }
  }
  const control = headers.get('cache-control') ?? '';
  const policyFor = (cacheControl: string) => {
    const fields = {
      ...Object.fromEntries(headers),
      ...(cacheControl && { 'cache-control': cacheControl }),
    };
    return new Policy(asked(request), { status, headers: fields }, { shared: isShared });
  };
  const varied = variedBy(headers, request);
  // A `*` anywhere in Vary matches no request (RFC 9111 §4.1).
  if (!policyFor(control).storable() || varied.some(([name]) => name === '*')) return undefined;
  const mustAsk = isShared
    ? /\b(must|proxy)-revalidate\b|\bs-maxage\b/i.test(control)
    : /\bmust-revalidate\b/i.test(control);
  const policy = policyFor(control.replace(/\bmust-revalidate\b/i, 'public'));
  return {
    status,
    headers,
    body,
    form: JSON.stringify(varied),
    age: () => Math.floor(policy.age()),
    ttl: () => Math.floor(policy.maxAge() - policy.age()),
    matches: (other) => varied.every(([name, value]) => other.headers.get(name) === value),
    use(other) {
      if (policy.stale() && mustAsk) return 'ask';
      const { response, revalidation } = policy.evaluateRequest(asked(other));
      if (response === undefined) return 'ask';
      return revalidation === undefined ? 'fresh' : 'while-checking';
    },
    mayReplaceFailure() {
      const [, seconds = 0] = /\bstale-if-error=(\d+)/i.exec(control) ?? [];
      return !mustAsk && policy.maxAge() + Number(seconds) > policy.age();
    },
  };
}

/** Whether the content is announced to be short enough to be kept. */
export function isShort({ headers }: Response): boolean {
  const length = headers.get('content-length');
  return length !== null && /^\d+$/.test(length) && Number(length) <= LARGEST_BYTES;
}

export const contentOf = async (response: Response): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await response.arrayBuffer());

/** The fields of a stored response after a 304: what the 304 says goes before (RFC 9111 §3.2). */
export function refreshed(stored: Headers, confirmed: Headers): Headers {
  const fields = new Headers(stored);
  fields.delete('age');
  fields.delete('cache-status');
  confirmed.forEach((value, name) => {
    if (!/^(content-(length|encoding|range|type)|transfer-encoding)$/.test(name))
      fields.set(name, value);
  });
  return fields;
}

const asked = ({ method, url, headers }: Request) => ({
  method,
  url,
  headers: Object.fromEntries(headers),
});

function variedBy(
  headers: Headers,
  request: Request,
): readonly (readonly [string, string | null])[] {
  const names = (headers.get('vary') ?? '').split(',').map((name) => name.trim().toLowerCase());
  return names.filter(Boolean).map((name) => [name, request.headers.get(name)]);
}
