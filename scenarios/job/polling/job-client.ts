import type { Clock } from 'apilab';
import { retryAfterMs } from 'apilab/parts/http/retry-after';

/** What became of a job, for whoever asked for it. */
export type Outcome =
  | { readonly state: 'completed'; readonly result: string }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'cancelled' };

/** How long to wait before the next question, in milliseconds, after this answer. */
export type Pace = (answer: Response, clock: Pick<Clock, 'date'>) => number;

/** What a server that names no time is given, and the most that a client waits, in milliseconds. */
const UNSAID_MS = 5000;
const MOST_MS = 60_000;

/** As long as the server asks for (RFC 9110 §10.2.3). */
export const asAsked: Pace = (answer, clock) => {
  const asked = retryAfterMs(answer.headers.get('retry-after'), clock.date()) ?? UNSAID_MS;
  return Math.min(asked, MOST_MS);
};

/** What a server says that does not know the job, or not this client. */
export class NoSuchJob extends Error {
  override readonly name = 'NoSuchJob';
  readonly code = 'no-such-job';
}

/** What a server says to a question that it does not like, whatever it knows of the job. */
export class QuestionRefused extends Error {
  override readonly name = 'QuestionRefused';
  readonly code = 'question-refused';
}

export interface FollowOptions {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** The answer that named the job, if nobody has asked since. */
  readonly first?: Response;
  readonly pace?: Pace;
}

/** Asks about a job until it has ended. */
export type Follow = (url: string, options: FollowOptions) => Promise<Outcome>;

/** As often as the server asks for. */
export const follow: Follow = async (url, { first, fetch, clock, pace = asAsked }) => {
  for (let last = first; ; ) {
    if (last !== undefined) await clock.sleep(pace(last, clock));
    last = await fetch(url, { redirect: 'manual' });
    const outcome = await outcomeOf(last, url, fetch);
    if (outcome !== undefined) return outcome;
  }
};

/** How long a question may be held, in seconds. */
const WAIT_S = 8;

/** Each time with what is known, so that the server can keep the answer until there is news. */
export const watch: Follow = async (url, { fetch, clock, pace = asAsked }) => {
  for (let known: string | null = null; ; ) {
    const headers = new Headers({ prefer: `wait=${WAIT_S}` });
    if (known !== null) headers.set('if-none-match', known);
    const answer: Response = await fetch(url, { headers, redirect: 'manual' });
    const outcome = await outcomeOf(answer, url, fetch);
    if (outcome !== undefined) return outcome;
    // What says nothing of the job changes nothing of what is known.
    if (answer.ok || answer.status === 304) known = answer.headers.get('etag');
    // A server that does not hold requests would be asked without end.
    const isHeld = known !== null && answer.headers.has('preference-applied');
    if (!isHeld) await clock.sleep(pace(answer, clock));
  }
};

/** What an answer about a job says of its end; `undefined` if it is still to come, or nobody can tell now. */
async function outcomeOf(
  answer: Response,
  url: string,
  fetch: typeof globalThis.fetch,
): Promise<Outcome | undefined> {
  const text = await answer.text();
  if (answer.status === 303) {
    const made = new URL(answer.headers.get('location') ?? '', url);
    const result = await fetch(made);
    const content = await result.text();
    return told(result, `${made}`) ? { state: 'completed', result: content } : undefined;
  }
  if (answer.status === 304 || !told(answer, url) || answer.status !== 200) return undefined;
  const { state, error } = JSON.parse(text);
  if (state === 'failed') return { state, error };
  return state === 'cancelled' ? { state } : undefined;
}

/** Too early, too many, or too slow: the same question may be answered later (RFC 9110 §15.5.9, RFC 6585 §4). */
const ASK_AGAIN: readonly number[] = [408, 425, 429];
const UNKNOWN: readonly number[] = [401, 403, 404, 410];

/**
 * Whether an answer tells what was asked; `false` if it is worth asking again.
 * @throws NoSuchJob or QuestionRefused if it is not.
 */
function told({ ok, status }: Response, url: string): boolean {
  if (UNKNOWN.includes(status)) throw new NoSuchJob(`${url}: ${status}`);
  if (ok || status >= 500 || ASK_AGAIN.includes(status)) return ok;
  throw new QuestionRefused(`${url}: ${status}`);
}
