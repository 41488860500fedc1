import { type Backoff, exponential } from '../../parts/backoff.ts';

/** No jitter: exactly `min(cap, base · 2ⁿ)`. Clients that failed together return together, for ever. */
export const noJitter: Backoff = exponential;
