import type { NaiveServers } from 'apilab';
import { countPerUser } from './naive/count-per-user.ts';
import { liveOnly } from './naive/live-only.ts';
import { chatOf } from './serve.ts';

const servers: NaiveServers = {
  'live-only': (lab) => chatOf(lab, { catchUp: liveOnly }),
  'count-per-user': (lab) => chatOf(lab, { countedBy: countPerUser }),
};

export default servers;
