import type { NaiveServers } from 'apilab';
import { level0 } from './naive/level-0.ts';
import { level1 } from './naive/level-1.ts';
import { level2 } from './naive/level-2.ts';
import { methodInLinks } from './naive/method-in-links.ts';
import { servedOrders } from './serve.ts';

const servers: NaiveServers = {
  'level-2': (lab) => servedOrders(lab, level2.api),
  'level-1': (lab) => servedOrders(lab, level1.api),
  'level-0': (lab) => servedOrders(lab, level0.api),
  'method-in-links': (lab) => servedOrders(lab, methodInLinks.api),
};

export default servers;
