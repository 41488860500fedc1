import type { Allowance, AllowanceOptions } from '../allowance.ts';

/** Each gateway counts for itself what it sends to each service, in windows of a minute. */
export function ownCounts({ clock, perMinute }: AllowanceOptions): Allowance {
  const counts = new Map<string, number>();
  return {
    take(who, service) {
      const now = clock.date().getTime();
      const key = `${who} ${service} ${Math.floor(now / 60_000)}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const retryAfterS = 60 - Math.floor((now / 1000) % 60);
      return count <= perMinute ? { admitted: true } : { admitted: false, retryAfterS };
    },
  };
}
