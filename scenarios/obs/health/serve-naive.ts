import type { NaiveServers } from 'apilab';
import { alwaysReady } from './naive/always-ready.ts';
import { closesFirst } from './naive/closes-first.ts';
import { liveAsksDb } from './naive/live-asks-db.ts';
import { ownConnection } from './naive/own-connection.ts';
import { tellsAll } from './naive/tells-all.ts';
import { switchedInstance } from './serve.ts';

const servers: NaiveServers = {
  'live-asks-db': (lab) => switchedInstance(lab, { openHealth: liveAsksDb }),
  'always-ready': (lab) => switchedInstance(lab, { openHealth: alwaysReady }),
  'own-connection': (lab) => switchedInstance(lab, { ping: ownConnection }),
  'tells-all': (lab) => switchedInstance(lab, { told: tellsAll }),
  'closes-first': (lab) => switchedInstance(lab, { stopping: closesFirst }),
};

export default servers;
