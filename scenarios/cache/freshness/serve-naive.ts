import type { NaiveServers } from 'apilab';
import { byPath } from './naive/by-path.ts';
import { grows } from './naive/grows.ts';
import { saysEverything } from './naive/says-everything.ts';
import { saysNothing } from './naive/says-nothing.ts';
import { cachedShop, SECONDS } from './serve.ts';
import { lifetimes } from './shop.ts';

const servers: NaiveServers = {
  'says-nothing': (lab) => cachedShop(lab, saysNothing(SECONDS)),
  'says-everything': (lab) => cachedShop(lab, saysEverything(SECONDS)),
  'by-path': (lab) => cachedShop(lab, lifetimes(SECONDS), byPath(SECONDS * 1000)),
  grows: (lab) => cachedShop(lab, lifetimes(SECONDS), grows),
};

export default servers;
