import type { NaiveServers } from 'apilab';
import { always200 } from './naive/always-200.ts';
import { badRequest } from './naive/bad-request.ts';
import { forbidden } from './naive/forbidden.ts';
import { unread422 } from './naive/unread-422.ts';
import { servedOrders } from './serve.ts';

const servers: NaiveServers = {
  'always-200': (lab) => servedOrders(lab, always200),
  'bad-request': (lab) => servedOrders(lab, badRequest),
  forbidden: (lab) => servedOrders(lab, forbidden),
  'unread-422': (lab) => servedOrders(lab, unread422),
};

export default servers;
