import type { NaiveServers } from 'apilab';
import { ackFirst } from './naive/ack-first.ts';
import { newKey } from './naive/new-key.ts';
import { killableShop } from './serve.ts';

const servers: NaiveServers = {
  'ack-first': (lab) => killableShop(lab, { openQueue: ackFirst }),
  'new-key': (lab) => killableShop(lab, { keyOf: newKey(lab.ids.uuid) }),
};

export default servers;
