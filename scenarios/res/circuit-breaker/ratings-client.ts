import type { Clock } from 'apilab';

/** Why there is no rating: the service is in trouble, or it has none. */
export class NoRating extends Error {
  override readonly name = 'NoRating';
  readonly reason: 'trouble' | 'unrated';

  constructor(reason: NoRating['reason'], options?: ErrorOptions) {
    super(`no rating: ${reason}`, options);
    this.reason = reason;
  }
}

/** A timeout, a lost connection, a 5xx or an answer that nobody understands is the service's trouble. */
export const isTrouble = (error: unknown): boolean =>
  !(error instanceof NoRating) || error.reason === 'trouble';

/** Asks for the stars of a product, and waits no longer than the time limit. */
export function ratingsClient({
  fetch,
  url,
  clock,
  timeLimitMs = 2000,
}: {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly clock: Clock;
  readonly timeLimitMs?: number;
}): (product: string) => Promise<number> {
  return async (product) => {
    const limit = new AbortController();
    const timer = clock.setTimer(timeLimitMs, () => limit.abort());
    try {
      const address = `${url}/ratings/${encodeURIComponent(product)}`;
      const response = await fetch(address, { signal: limit.signal });
      if (response.status === 404) {
        await response.body?.cancel();
        throw new NoRating('unrated');
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new NoRating('trouble');
      }
      const { stars } = Object(await response.json());
      if (typeof stars !== 'number') throw new NoRating('trouble');
      return stars;
    } catch (cause) {
      throw cause instanceof NoRating ? cause : new NoRating('trouble', { cause });
    } finally {
      timer.cancel();
    }
  };
}
