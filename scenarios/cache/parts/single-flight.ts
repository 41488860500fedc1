/** Has one thing fetched for all who want it at the same time. */
export type Flights<T> = (
  key: string,
  fetch: () => Promise<T>,
) => Promise<{ readonly outcome: T; readonly isJoined: boolean }>;

/**
 * Who comes while something is being fetched waits for it instead of fetching it as well. Once it is there,
 * or has failed, the flight is over: the next one who asks begins another one.
 */
export function singleFlight<T>(): Flights<T> {
  const flights = new Map<string, Promise<T>>();
  return async (key, fetch) => {
    const joined = flights.get(key);
    if (joined !== undefined) return { outcome: await joined, isJoined: true };
    const flight = fetch().finally(() => flights.delete(key));
    flights.set(key, flight);
    return { outcome: await flight, isJoined: false };
  };
}
