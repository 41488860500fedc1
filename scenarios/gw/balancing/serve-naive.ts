import type { NaiveServers } from 'apilab';
import { byChance } from './naive/by-chance.ts';
import { inBursts } from './naive/in-bursts.ts';
import { remainder } from './naive/remainder.ts';
import { turnsForAll } from './naive/turns-for-all.ts';
import { openPool } from './serve.ts';

const servers: NaiveServers = {
  'by-chance': (lab) => openPool(lab, { turn: byChance(lab.random) }),
  'in-bursts': (lab) => openPool(lab, { weight: inBursts() }),
  'turns-for-all': (lab) => openPool(lab, { least: turnsForAll() }),
  remainder: (lab) => openPool(lab, { hash: remainder }),
};

export default servers;
