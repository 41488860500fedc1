import type { NaiveServers } from 'apilab';
import { offset } from './naive/offset.ts';
import { ordersOf } from './serve.ts';

const servers: NaiveServers = { offset: (lab) => ordersOf(lab, offset) };

export default servers;
