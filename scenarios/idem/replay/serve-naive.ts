import type { NaiveServers } from 'apilab';
import { everyTime } from './naive/no-key.ts';
import { shopOf } from './serve.ts';

const servers: NaiveServers = { 'no-key': (lab) => shopOf(lab, () => everyTime) };

export default servers;
