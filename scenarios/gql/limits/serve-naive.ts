import type { NaiveServers } from 'apilab';
import { limitedGraph } from './limited-graph.ts';
import { withinLimits } from './limits.ts';
import { countsFields } from './naive/counts-fields.ts';
import { countsRequests } from './naive/counts-requests.ts';
import { skipsFragments } from './naive/skips-fragments.ts';
import { worksOn } from './naive/works-on.ts';
import { orderStore } from './order-store.ts';

const servers: NaiveServers = {
  'skips-fragments': ({ clock }) =>
    limitedGraph({ store: orderStore(clock), clock, rules: withinLimits(skipsFragments) }),
  'counts-fields': ({ clock }) =>
    limitedGraph({ store: orderStore(clock), clock, rules: withinLimits(countsFields) }),
  'counts-requests': ({ clock }) => countsRequests(orderStore(clock), clock),
  'works-on': ({ clock }) => limitedGraph({ store: orderStore(clock), clock, sumUp: worksOn }),
};

export default servers;
