import type { NaiveServers } from 'apilab';
import { doneAnyway } from './naive/done-anyway.ts';
import { whole } from './naive/whole.ts';
import { worksOn } from './naive/works-on.ts';
import { answers } from './serve.ts';

const servers: NaiveServers = {
  whole: (lab) => answers(lab, whole),
  'works-on': (lab) => answers(lab, worksOn),
  'done-anyway': (lab) => answers(lab, doneAnyway),
};

export default servers;
