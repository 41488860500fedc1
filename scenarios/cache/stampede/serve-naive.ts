import type { NaiveServers } from 'apilab';
import { deleted } from './naive/deleted.ts';
import { eachAsks } from './naive/each-asks.ts';
import { failureKept } from './naive/failure-kept.ts';
import { sameLifetime } from './naive/same-lifetime.ts';
import { hotPrices } from './serve.ts';

const servers: NaiveServers = {
  'each-asks': (lab) => hotPrices(lab, { flights: eachAsks }),
  deleted: (lab) => hotPrices(lab, { entries: deleted }),
  'failure-kept': (lab) => hotPrices(lab, { flights: failureKept() }),
  'same-lifetime': (lab) => hotPrices(lab, { lifetime: sameLifetime }),
};

export default servers;
