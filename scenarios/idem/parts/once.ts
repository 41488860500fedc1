import { type Answer, malformedKey, missingKey, outstanding, reusedKey, send } from './answers.ts';
import { fingerprint } from './fingerprint.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import type { Claim, KeyStore } from './key-store.ts';

/** Set on an answer that was given before. No standard names this field; this API documents it. */
export const REPLAYED = 'Idempotent-Replayed';

/** A request for work that must not be done twice. */
export interface Attempt {
  readonly customer: number;
  /** Method and path, such as `POST /orders`. */
  readonly operation: string;
  /** The value of `Idempotency-Key`, if the field was sent. */
  readonly keyField: string | undefined;
  /** What is asked for, read and checked. */
  readonly content: unknown;
}

/** Does what was asked, and hands its answer to `keep` in the transaction that stores the result. */
export type Work = (keep: (answer: Answer) => void) => Promise<Answer>;

/** Decides whether the work is done for an attempt, and what is answered. */
export type Once = (attempt: Attempt, work: Work) => Promise<Response>;

/**
 * Does the work once for each key, and answers every further attempt with the first result
 * (Idempotency-Key draft §2.6). What is refused here is not stored: put right, it may come again.
 */
export function oncePerKey(keys: KeyStore): Once {
  return async ({ customer, operation, keyField, content }, work) => {
    if (keyField === undefined) return send(missingKey);
    const key = readIdempotencyKey(keyField);
    if (key === undefined) return send(malformedKey);

    const claim = keys.claim({ customer, operation, key }, fingerprint(content));
    return claim.state === 'claimed' ? send(await work(claim.complete)) : answerWithout(claim);
  };
}

/** What is answered to a request that must not do the work. */
export function answerWithout(claim: Exclude<Claim, { readonly state: 'claimed' }>): Response {
  switch (claim.state) {
    case 'mismatch':
      return send(reusedKey);
    case 'pending': {
      const { leaseMs } = claim;
      const fields = leaseMs && { 'Retry-After': String(Math.ceil(leaseMs / 1000)) };
      return send(outstanding, fields || {});
    }
    case 'completed':
      return send(claim.answer, { [REPLAYED]: 'true' });
  }
}
