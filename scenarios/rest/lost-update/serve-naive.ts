import type { NaiveServers } from 'apilab';
import { productApi } from '../parts/product-api.ts';
import { checkFirst } from './naive/check-first.ts';
import { lastWriteWins } from './naive/last-write-wins.ts';
import { productsOf } from './serve.ts';

const servers: NaiveServers = {
  'last-write-wins': (lab) =>
    productsOf(lab, (options) => productApi({ ...options, conditions: lastWriteWins })),
  'check-first': (lab) => productsOf(lab, checkFirst),
};

export default servers;
