import type { NaiveServers } from 'apilab';
import { asFound } from './naive/as-found.ts';
import { globalLoader } from './naive/global-loader.ts';
import { graphOf } from './serve.ts';

const servers: NaiveServers = {
  'as-found': (lab) => graphOf(lab, asFound),
  'global-loader': (lab) => graphOf(lab, globalLoader),
};

export default servers;
