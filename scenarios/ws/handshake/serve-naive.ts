import type { NaiveServers } from 'apilab';
import { anyVersion } from './naive/any-version.ts';
import { bareRefusal } from './naive/bare-refusal.ts';
import { noGuid } from './naive/no-guid.ts';
import { greeterOf } from './serve.ts';

const servers: NaiveServers = {
  'no-guid': (lab) => greeterOf(lab, noGuid),
  'any-version': (lab) => greeterOf(lab, anyVersion),
  'bare-refusal': (lab) => greeterOf(lab, bareRefusal),
};

export default servers;
