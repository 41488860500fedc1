import { type SumUp, sumWhileWanted } from '../turnover.ts';

/** Whatever comes first, the sum or the end of the time. The sum is worked out all the same. */
export const worksOn: SumUp = (store, signal) =>
  Promise.race([
    sumWhileWanted(store, new AbortController().signal),
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
  ]);
