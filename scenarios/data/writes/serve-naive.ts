import type { NaiveServers } from 'apilab';
import { compareFirst } from './naive/compare-first.ts';
import { lookFirst, WITHOUT_CONSTRAINT } from './naive/look-first.ts';
import { readThenWrite } from './naive/read-then-write.ts';
import { unforeseen } from './naive/unforeseen.ts';
import { servedShop } from './serve.ts';

const servers: NaiveServers = {
  'look-first': (lab) => servedShop(lab, { schema: WITHOUT_CONSTRAINT, signUp: lookFirst }),
  unforeseen: (lab) => servedShop(lab, { signUp: unforeseen }),
  'compare-first': (lab) => servedShop(lab, { rename: compareFirst }),
  'read-then-write': (lab) => servedShop(lab, { takeOne: readThenWrite }),
};

export default servers;
