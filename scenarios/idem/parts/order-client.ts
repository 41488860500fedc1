import type { Clock, Random } from 'apilab';
import { retryAfterMs } from 'apilab/parts/http/retry-after';
import { writeIdempotencyKey } from './idempotency-key.ts';

/** Names an order in the head of a request, so that the API can recognise it. */
export type NameOrder = (headers: Headers, key: string) => void;

/** The key of an order as the draft says: a String, its quotes included (§2.1). */
export const sendKey: NameOrder = (headers, key) =>
  headers.set('Idempotency-Key', writeIdempotencyKey(key));

export interface OrderClientOptions {
  readonly url: string;
  readonly token: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: Random;
  /** Makes a key that nobody made before, such as a random UUID (draft §2.2). */
  readonly newKey: () => string;
  readonly nameOrder?: NameOrder;
}

/** What came back at last. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** The key of the order: it is needed to take the order up again. */
  readonly key: string;
}

/** A client that places orders and does not give up when an answer is lost. */
export interface OrderClient {
  /**
   * Places an order. A new key is made for it, unless one is given: that is for an order that was
   * sent before, and whose key was kept in the form that sends it or in a file.
   *
   * @throws the error of the last attempt if no answer came at all.
   */
  place(order: object, key?: string): Promise<Reply>;
}

const MAX_ATTEMPTS = 5;

/** The longest wait before the second attempt, in milliseconds. It doubles with each one after that. */
const BACKOFF_MS = 500;

/** The longest wait that the API may ask for, in milliseconds. */
const MAX_PATIENCE_MS = 60_000;

/** Makes a client of the orders API for one customer. */
export function orderClient({
  url,
  token,
  fetch,
  clock,
  random,
  newKey,
  nameOrder = sendKey,
}: OrderClientOptions): OrderClient {
  return {
    // The key is made once for each order that somebody wants. Made inside the loop, it would be a
    // new one with each attempt, and protect from nothing.
    async place(order, key = newKey()) {
      for (let attempt = 1; ; attempt++) {
        const isLast = attempt === MAX_ATTEMPTS;
        try {
          const response = await send(order, key);
          const reply = { status: response.status, body: await response.text(), key };
          const waitMs = patience(response);
          if (waitMs === undefined || waitMs > MAX_PATIENCE_MS || isLast) return reply;
          await clock.sleep(waitMs);
        } catch (error) {
          // The connection broke: the order was placed, or it was not. The same key again will tell.
          if (isLast) throw error;
          // Random up to a limit that doubles, so that clients cut off together come back apart.
          await clock.sleep(random.between(0, BACKOFF_MS * 2 ** (attempt - 1)));
        }
      }
    },
  };

  function send(order: object, key: string): Promise<Response> {
    const headers = new Headers({
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    });
    nameOrder(headers, key);
    return fetch(`${url}/orders`, { method: 'POST', headers, body: JSON.stringify(order) });
  }

  /**
   * How long to wait, in milliseconds, if the first request with the key is still at work, or nobody knows
   * how it ended. Of the refusals these need no correction, only patience (draft §2.7, RFC 9110 §15.6.4).
   */
  function patience({ status, headers }: Response): number | undefined {
    const needsPatience = status === 409 || status === 503;
    return needsPatience ? retryAfterMs(headers.get('retry-after'), clock.date()) : undefined;
  }
}
