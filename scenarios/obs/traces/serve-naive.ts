import type { NaiveServers } from 'apilab';
import { allBaggage } from './naive/all-baggage.ts';
import { bareJob } from './naive/bare-job.ts';
import { passOn } from './naive/pass-on.ts';
import { plainLog } from './naive/plain-log.ts';
import { recordsAll } from './naive/records-all.ts';
import { requestId } from './naive/request-id.ts';
import { toTheRight } from './naive/to-the-right.ts';
import { trusting } from './naive/trusting.ts';
import { tracedShop } from './serve.ts';

const servers: NaiveServers = {
  'request-id': (lab) => tracedShop(lab, { carrying: requestId }),
  'pass-on': (lab) => tracedShop(lab, { carrying: passOn }),
  trusting: (lab) => tracedShop(lab, { carrying: trusting }),
  'to-the-right': (lab) => tracedShop(lab, { carrying: toTheRight }),
  'records-all': (lab) => tracedShop(lab, { tracer: recordsAll }),
  'bare-job': (lab) => tracedShop(lab, { jobFields: bareJob }),
  'all-baggage': (lab) => tracedShop(lab, { outside: allBaggage }),
  'plain-log': (lab) => tracedShop(lab, { log: plainLog }),
};

export default servers;
