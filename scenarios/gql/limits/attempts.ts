import type { Clock } from 'apilab';

/** Counts attempts where they happen, so it does not matter how they were packed. */
export interface Attempts {
  /** Whether another attempt at this account may be made now; if so, it is counted. */
  begin(account: string): boolean;
}

/** How many accounts are remembered at most. Whoever invents names must not fill the memory. */
const MOST_ACCOUNTS = 10_000;

/**
 * So many attempts at an account in any `windowMs`, whoever makes them. Names of nobody are counted
 * as well: otherwise the limit would tell which accounts there are.
 */
export function attemptsPerAccount(
  { most, windowMs }: { readonly most: number; readonly windowMs: number },
  clock: Pick<Clock, 'now'>,
): Attempts {
  /** The times of the attempts that count. The account that was left alone longest comes first. */
  const log = new Map<string, readonly number[]>();
  return {
    begin(account) {
      const isRecent = (at: number) => clock.now() - at < windowMs;
      for (const [name, times] of log) {
        if (times.some(isRecent)) break;
        log.delete(name);
      }
      const times = (log.get(account) ?? []).filter(isRecent);
      if (times.length >= most) return false;
      if (times.length === 0 && log.size >= MOST_ACCOUNTS) return false;
      log.delete(account);
      log.set(account, [...times, clock.now()]);
      return true;
    },
  };
}
