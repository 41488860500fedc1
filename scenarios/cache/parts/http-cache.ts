import { agedAnswerFrom, answerFrom, noAnswer, withStatus } from './answers.ts';
import type { Entries } from './entries.ts';
import { type Flights, singleFlight } from './single-flight.ts';
import { contentOf, isShort, type Keeping, refreshed, type Stored, toStore } from './stored.ts';

/** Asks the server behind; rejects if no answer comes. */
export type Forward = (request: Request) => Promise<Response>;

/** Answers requests from what it keeps, and asks the server behind for the rest. */
export type HttpCache = (request: Request, forward: Forward) => Promise<Response>;

export interface HttpCacheOptions extends Keeping {
  /** What it calls itself in Cache-Status (RFC 9211 §2). */
  readonly name: string;
  readonly entries: Entries;
  /** How those are served who want the same at the same time. */
  readonly flights?: Flights<Outcome>;
}

/** What came of asking the server behind. */
export interface Outcome {
  readonly status: number;
  /** What may be used now: it was stored or confirmed, or takes the place of a failure. */
  readonly stored?: Stored;
  /** What was answered, if nothing was stored of it: for the one who asked. */
  readonly response?: Response;
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** What counts as a failure that an old answer may take the place of (RFC 5861 §4). */
const FAILURES: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** A cache as RFC 9111 has it, for GET. Whatever else is asked goes on, and a change drops what is stored. */
export function httpCache(options: HttpCacheOptions): HttpCache {
  const { name, entries, flights = singleFlight() } = options;

  /** Asks for all of it, or whether what is stored still holds. What breaks off on its way is no answer. */
  const ask = (request: Request, forward: Forward, found?: Stored): Promise<Outcome> =>
    answerTo(request, forward, found).catch(() => {
      const status = 502;
      return found?.mayReplaceFailure()
        ? { status, stored: found }
        : { status, response: noAnswer() };
    });

  /** Asks, and keeps what may be kept. */
  async function answerTo(request: Request, forward: Forward, found?: Stored): Promise<Outcome> {
    const response = await forward(inquiry(request, found)).catch(noAnswer);
    const { status } = response;
    if (status >= 500) {
      if (!FAILURES.has(status) || !found?.mayReplaceFailure()) return { status, response };
      await dropped(response);
      return { status, stored: found };
    }
    const stored = await newlyStored(request, response, found);
    if (stored === undefined) {
      entries.drop(request.url);
      return { status, response: whole(request, response, found) };
    }
    entries.put(request.url, stored);
    return { status, stored };
  }

  /** An answer for who has nothing: a 304 is about what is stored here, though it may not stay. */
  function whole(request: Request, response: Response, found?: Stored): Response {
    if (response.status !== 304 || found === undefined) return response;
    return answerFrom({ ...found, headers: refreshed(found.headers, response.headers) }, request);
  }

  async function newlyStored(request: Request, response: Response, found?: Stored) {
    const { status, headers } = response;
    if (status === 304 && found !== undefined)
      return toStore(request, { ...found, headers: refreshed(found.headers, headers) }, options);
    const stored = toStore(request, { status, headers, body: new Uint8Array() }, options);
    if (stored === undefined || !isShort(response)) return undefined;
    return { ...stored, body: await contentOf(response) };
  }

  const flight = (request: Request, forward: Forward, found?: Stored) =>
    flights(`${request.url} ${found?.form ?? ''}`, () => ask(request, forward, found));

  /** Checks what is stored while it is being used: whoever comes meanwhile starts no other check. */
  async function checkBehind(request: Request, forward: Forward, found: Stored): Promise<void> {
    const { outcome, isJoined } = await flight(request, forward, found);
    if (!isJoined && outcome.response) await dropped(outcome.response);
  }

  /** Waits for the server behind, together with those who want the same. */
  async function fetched(request: Request, forward: Forward, found?: Stored) {
    const { outcome, isJoined } = await flight(request, forward, found);
    if (!isJoined) return answered(outcome, request);
    const { status, stored } = outcome;
    const how = `fwd-status=${status}; collapsed`;
    if (status >= 500 && stored === undefined)
      return { answer: new Response(null, { status }), how };
    // What was fetched for somebody else is used if it is good for this one too.
    if (stored?.matches(request) && status >= 500)
      return { answer: agedAnswerFrom(stored, request), how };
    if (stored?.matches(request) && stored.use(request) === 'fresh')
      return { answer: agedAnswerFrom(stored, request), how };
    return answered(await ask(request, forward), request);
  }

  return async (request, forward) => {
    const { method, url, headers } = request;
    if (method !== 'GET' || headers.has('range')) {
      const response = await forward(request).catch(noAnswer);
      if (!SAFE.has(method) && response.status < 400) entries.drop(url);
      return withStatus(response, `${name}; fwd=${method === 'GET' ? 'bypass' : 'method'}`);
    }
    const forms = entries.get(url);
    const found = forms.find((each) => each.matches(request));
    const use = found?.use(request);
    if (found !== undefined && use !== 'ask') {
      if (use === 'while-checking') void checkBehind(request, forward, found);
      return withStatus(agedAnswerFrom(found, request), `${name}; hit; ttl=${found.ttl()}`);
    }
    const why = whyAsked(found, forms);
    const { answer, how } = await fetched(request, forward, found);
    return withStatus(answer, `${name}; fwd=${why}; ${how}`);
  };
}

/** Ends an answer that nobody gets. A short one is read to its end, so that its connection goes on. */
async function dropped(response: Response): Promise<void> {
  const end = isShort(response) ? contentOf(response) : response.body?.cancel();
  await Promise.resolve(end).catch(() => {});
}

/** Why what is stored was not enough (RFC 9211 §2.2). */
function whyAsked(found: Stored | undefined, forms: readonly Stored[]): string {
  if (found !== undefined) return found.ttl() > 0 ? 'request' : 'stale';
  return forms.length > 0 ? 'vary-miss' : 'uri-miss';
}

/** What the one is answered who asked for it. */
function answered({ status, stored, response }: Outcome, request: Request) {
  const how = `fwd-status=${status}`;
  if (stored === undefined) return { answer: response ?? noAnswer(), how };
  if (status >= 500) return { answer: agedAnswerFrom(stored, request), how };
  return { answer: answerFrom(stored, request), how: `${how}; stored` };
}

/**
 * The question to the server behind: for all of it, or with the tag of what is stored. Not with the signal of
 * the request: others may wait for the same, and whoever asked first may go away.
 */
function inquiry({ url, headers }: Request, found: Stored | undefined): Request {
  const fields = new Headers(headers);
  for (const condition of ['if-none-match', 'if-modified-since']) fields.delete(condition);
  const tag = found?.headers.get('etag');
  const date = found?.headers.get('last-modified');
  if (tag) fields.set('if-none-match', tag);
  else if (date) fields.set('if-modified-since', date);
  return new Request(url, { headers: fields });
}
