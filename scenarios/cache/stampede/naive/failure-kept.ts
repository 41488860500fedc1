import type { Outcome } from '../../parts/http-cache.ts';
import type { Flights } from '../../parts/single-flight.ts';

/** What is being fetched is kept until it has come. If there is nothing to give, that stays the answer. */
export function failureKept(): Flights<Outcome> {
  const flights = new Map<string, Promise<Outcome>>();
  return async (key, fetch) => {
    const joined = flights.get(key);
    if (joined !== undefined) return { outcome: await joined, isJoined: true };
    const flight = fetch();
    flights.set(key, flight);
    const outcome = await flight;
    if (outcome.status < 500 || outcome.stored) flights.delete(key);
    return { outcome, isJoined: false };
  };
}
