import type { NaiveServers } from 'apilab';
import { incrThenExpire } from './naive/incr-then-expire.ts';
import { ownCounters } from './naive/own-counters.ts';
import { undecided } from './naive/undecided.ts';
import { fourInstances } from './serve.ts';

const servers: NaiveServers = {
  'own-counters': (lab) => fourInstances(lab, { count: ownCounters }),
  'incr-then-expire': (lab) => fourInstances(lab, { count: incrThenExpire }),
  undecided: (lab) => fourInstances(lab, { decide: undecided }),
};

export default servers;
