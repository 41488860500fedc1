import type { NaiveServers } from 'apilab';
import { loose } from './naive/loose.ts';
import { redirect } from './naive/redirect.ts';
import { rolling } from './naive/rolling.ts';
import { servedPeople } from './serve.ts';

const servers: NaiveServers = {
  loose: (lab) => servedPeople(lab, { announce: loose }),
  rolling: (lab) => servedPeople(lab, { planned: rolling }),
  redirect: (lab) => servedPeople(lab, { end: redirect }),
};

export default servers;
