import type { NaiveServers } from 'apilab';
import { forget } from './naive/forget.ts';
import { trust } from './naive/trust.ts';
import { tickingFeed } from './serve.ts';

const servers: NaiveServers = {
  forget: (lab) => tickingFeed(lab, forget),
  trust: (lab) => tickingFeed(lab, trust),
};

export default servers;
