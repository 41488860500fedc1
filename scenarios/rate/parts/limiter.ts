/** How much is allowed: so many requests in each stretch of time. */
export interface Limit {
  readonly requests: number;
  readonly windowMs: number;
}

/** What becomes of a request. */
export type Decision =
  | { readonly admitted: true }
  /** It is one too many. After `retryAfterMs` it would not be, if nothing else is admitted till then. */
  | { readonly admitted: false; readonly retryAfterMs: number }
  /** Nobody could count it, and what is not counted does not get in. */
  | { readonly admitted: 'unknown'; readonly retryAfterMs: number };

/** Decides whether a request is one too many for whoever sends it. */
export interface Limiter {
  /**
   * Looks and counts in one step: whoever looks first and counts later admits all that come between.
   *
   * @param who by which its sender is known
   * @param nowMs in milliseconds, on a clock that never goes back
   */
  take(who: string, nowMs: number): Decision | Promise<Decision>;
}
