import { careful, type RetryRules } from '../../parts/retry-rules.ts';

/** Backs off as it thinks best: `Retry-After` is not read. */
export const deaf: RetryRules = { ...careful, askedMs: () => 0 };
