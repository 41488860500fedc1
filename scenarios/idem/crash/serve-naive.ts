import type { NaiveServers } from 'apilab';
import { chargeAnew } from './naive/charge-anew.ts';
import { noLease } from './naive/no-lease.ts';
import { threeCommits } from './naive/three-commits.ts';
import { recovering } from './program.ts';
import { shopOf } from './serve.ts';

const right = recovering(10_000);

const servers: NaiveServers = {
  'no-lease': (lab) => shopOf(lab, { ...right, openKeys: noLease }),
  'charge-anew': (lab) => shopOf(lab, { ...right, keyOfCharge: chargeAnew(lab.ids.uuid) }),
  'three-commits': (lab) => shopOf(lab, { ...right, settle: threeCommits }),
};

export default servers;
