import type { NaiveServers } from 'apilab';
import { rememberLate } from './naive/remember-late.ts';
import { shortMemory } from './naive/short-memory.ts';
import { receiverOf } from './serve.ts';

const servers: NaiveServers = {
  'remember-late': (lab) => receiverOf(lab, { take: rememberLate }),
  'short-memory': (lab) => receiverOf(lab, { inbox: shortMemory }),
};

export default servers;
