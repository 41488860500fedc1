import { careful, type RetryRules } from '../../parts/retry-rules.ts';

/** Repeats whatever failed, as many wrappers around `fetch` do. */
export const blanket: RetryRules = { ...careful, mayRepeat: () => true };
