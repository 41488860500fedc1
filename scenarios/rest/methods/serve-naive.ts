import type { NaiveServers } from 'apilab';
import { openTagged } from '../parts/tagged-products-api.ts';
import { getDeletes } from './naive/get-deletes.ts';
import { routesAlone } from './naive/routes-alone.ts';
import { upsert } from './naive/upsert.ts';
import { taggedShop } from './serve.ts';

const servers: NaiveServers = {
  'get-deletes': () => taggedShop((products) => getDeletes(openTagged(products), products)),
  upsert: () => taggedShop((products) => upsert(openTagged(products))),
  'routes-alone': () => taggedShop((products) => routesAlone(openTagged(products))),
};

export default servers;
