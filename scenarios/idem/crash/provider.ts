import type { Clock } from 'apilab';
import { fingerprint } from '../parts/fingerprint.ts';
import { writeIdempotencyKey } from '../parts/idempotency-key.ts';
import type { KeyScope } from '../parts/key-store.ts';

/** A payment provider across the network. */
export type PaymentProvider = {
  /** @throws if it is not known whether the money moved. The same key again finds out. */
  charge(charge: Charge, key: string): Promise<'charged' | 'refused'>;
};

interface Charge {
  readonly customer: number;
  readonly cents: number;
}

/** Names the charge of an order towards the provider. */
export type KeyOfCharge = (scope: KeyScope) => string;

/**
 * The same order has the same key at the provider, whichever process asks and however often. It is made
 * from all that the client's key belongs to: two customers may use one key.
 */
export const keyOfCharge: KeyOfCharge = ({ customer, operation, key }) =>
  fingerprint([customer, operation, key]);

/** How long others have to answer, in milliseconds: less than the lease of a key. */
const PATIENCE_MS = 2000;

/** How the provider says that the card is not good for it. */
const REFUSED = 402;

export function paymentProvider(options: {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}): PaymentProvider {
  const { url, fetch, clock } = options;
  return {
    async charge(charge, key) {
      return await inTime(clock, async (signal) => {
        const answer = await fetch(`${url}/charges`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': writeIdempotencyKey(key),
          },
          body: JSON.stringify(charge),
          signal,
        });
        await answer.arrayBuffer();
        // A no is final. Any other answer than yes may be followed by a yes to the same key.
        if (answer.status === REFUSED) return 'refused';
        if (!answer.ok) throw new Error(`the provider answered ${answer.status}`);
        return 'charged';
      });
    },
  };
}

/** Asks somebody across the network, and gives up after a while. */
export async function inTime<T>(
  clock: Clock,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const impatience = new AbortController();
  const timer = clock.setTimer(PATIENCE_MS, () => impatience.abort());
  try {
    return await ask(impatience.signal);
  } finally {
    timer.cancel();
  }
}
