import type { Clock } from 'apilab';

/** What came of asking for a payment: which of the two failures it was is for the caller to know. */
export type Payment = 'paid' | 'bad-answer' | 'no-answer';

/** Pays for an order at the service for payments. */
export type Pay = (order: string) => Promise<Payment>;

export interface PaymentsOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly clock: Clock;
  /** How long an answer may take, in milliseconds. */
  readonly limitMs: number;
}

export function payments({ fetch, url, clock, limitMs }: PaymentsOptions): Pay {
  return async (order) => {
    const leaving = new AbortController();
    const timer = clock.setTimer(limitMs, () => leaving.abort());
    try {
      const { ok, body } = await fetch(`${url}/${order}`, {
        method: 'POST',
        signal: leaving.signal,
      });
      await body?.cancel();
      return ok ? 'paid' : 'bad-answer';
    } catch {
      return leaving.signal.aborted ? 'no-answer' : 'bad-answer';
    } finally {
      timer.cancel();
    }
  };
}
