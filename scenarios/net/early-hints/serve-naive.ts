import type { NaiveServers } from 'apilab';
import { hintAll } from './naive/hint-all.ts';
import { push } from './naive/push.ts';
import { silent } from './naive/silent.ts';
import { openPages } from './serve.ts';

const servers: NaiveServers = {
  silent: (lab) => openPages(lab, silent),
  push: (lab) => openPages(lab, push),
  'hint-all': (lab) => openPages(lab, hintAll),
};

export default servers;
