import type { NaiveServers } from 'apilab';
import { emptyObject } from './naive/empty-object.ts';
import { failureAsStatus } from './naive/failure-as-status.ts';
import { hold } from './naive/hold.ts';
import { lastWrite } from './naive/last-write.ts';
import { reports } from './serve.ts';

const servers: NaiveServers = {
  hold: (lab) => reports(lab, { patience: hold }),
  'failure-as-status': (lab) => reports(lab, { show: failureAsStatus }),
  'empty-object': (lab) => reports(lab, { show: emptyObject }),
  'last-write': (lab) => reports(lab, { apply: lastWrite }),
};

export default servers;
