import { listening, type NaiveServers } from 'apilab';
import { frontPage } from './front-page.ts';
import { hintAll } from './naive/hint-all.ts';
import { push } from './naive/push.ts';
import { silent } from './naive/silent.ts';
import { openPages } from './serve.ts';

const servers: NaiveServers = {
  silent: (lab) => openPages(lab, silent),
  push: (lab) => openPages(lab, push),
  'hint-all':
    ({ clock }) =>
    (at) =>
      listening(frontPage({ clock, workMs: 1000, announce: hintAll }).overHttp1(), at),
};

export default servers;
