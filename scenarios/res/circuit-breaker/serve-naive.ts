import type { NaiveServers } from 'apilab';
import { circuitBreaker } from './breaker.ts';
import { allTry } from './naive/all-try.ts';
import { anyError } from './naive/any-error.ts';
import { noBreaker } from './naive/no-breaker.ts';
import { zeroStars } from './naive/zero-stars.ts';
import { shopWithSwitch } from './serve.ts';

const servers: NaiveServers = {
  'no-breaker': (lab) => shopWithSwitch(lab, noBreaker),
  'any-error': (lab) => shopWithSwitch(lab, anyError),
  'all-try': (lab) => shopWithSwitch(lab, allTry),
  'zero-stars': (lab) => shopWithSwitch(lab, circuitBreaker, { withoutRating: zeroStars }),
};

export default servers;
