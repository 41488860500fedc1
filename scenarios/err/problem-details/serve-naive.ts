import type { NaiveServers } from 'apilab';
import { firstError } from './naive/first-error.ts';
import { fiveShapes } from './naive/five-shapes.ts';
import { uncaught } from './naive/uncaught.ts';
import { SERVED, servedAccounts } from './serve.ts';

const servers: NaiveServers = {
  'five-shapes': (lab) => servedAccounts(lab, { ...SERVED, refuse: fiveShapes }),
  'first-error': (lab) => servedAccounts(lab, { ...SERVED, readAccount: firstError }),
  uncaught: (lab) => servedAccounts(lab, { ...SERVED, store: uncaught }),
};

export default servers;
