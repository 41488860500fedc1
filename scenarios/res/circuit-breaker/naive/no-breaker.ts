import type { Breaker } from '../breaker.ts';

/** Each call is made, however the ones before it ended. */
export const noBreaker = (): Breaker => ({ run: (call) => call() });
