import type { NaiveServers } from 'apilab';
import { cut } from './naive/cut.ts';
import { noCode } from './naive/no-code.ts';
import { trusting } from './naive/trusting.ts';
import { marketDesk } from './serve.ts';

const servers: NaiveServers = {
  cut: (lab) => marketDesk(lab, { end: cut }),
  'no-code': (lab) => marketDesk(lab, { end: noCode }),
  trusting: (lab) => marketDesk(lab, { read: trusting }),
};

export default servers;
