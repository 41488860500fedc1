import type { NaiveServers } from 'apilab';
import { asAsked } from './naive/as-asked.ts';
import { fullPage } from './naive/full-page.ts';
import { plainCursors } from './naive/plain.ts';
import { ordersOf } from './serve.ts';

const servers: NaiveServers = {
  plain: (lab) => ordersOf(lab, { cursors: plainCursors }),
  'full-page': (lab) => ordersOf(lab, { cut: fullPage }),
  'as-asked': (lab) => ordersOf(lab, { limits: asAsked }),
};

export default servers;
