import type { NaiveServers } from 'apilab';
import { goesOn } from './naive/goes-on.ts';
import { pricesOf } from './serve.ts';

const servers: NaiveServers = {
  'goes-on': (lab) => pricesOf(lab, goesOn),
};

export default servers;
