import type { NaiveServers } from 'apilab';
import { noDeadline } from './naive/no-deadline.ts';
import { oneByOne } from './naive/one-by-one.ts';
import { toAll } from './naive/to-all.ts';
import { roomsOf } from './serve.ts';

const servers: NaiveServers = {
  'no-deadline': (lab) => roomsOf(lab, { keepAlive: noDeadline }),
  'one-by-one': (lab) => roomsOf(lab, { deliver: oneByOne }),
  'to-all': (lab) => roomsOf(lab, { deliver: toAll() }),
};

export default servers;
