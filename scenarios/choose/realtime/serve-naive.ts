import type { NaiveServers } from 'apilab';
import { liveOnly } from './naive/live-only.ts';
import { newestOnly } from './naive/newest-only.ts';
import { news } from './serve.ts';

const servers: NaiveServers = {
  'newest-only': (lab) => news(lab, { polled: newestOnly }),
  'live-only': (lab) => news(lab, { held: liveOnly }),
};

export default servers;
