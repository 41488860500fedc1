import type { Outcome } from '../../parts/http-cache.ts';
import type { Flights } from '../../parts/single-flight.ts';

/** Look, and fetch if it is not there. Until the first answer has come, it is not there for anybody. */
export const eachAsks: Flights<Outcome> = async (_key, fetch) => ({
  outcome: await fetch(),
  isJoined: false,
});
