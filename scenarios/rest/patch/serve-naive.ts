import type { NaiveServers } from 'apilab';
import { openTagged, taggedProductsApi } from '../parts/tagged-products-api.ts';
import { guesses } from './naive/guesses.ts';
import { oneByOne } from './naive/one-by-one.ts';
import { putMerges } from './naive/put-merges.ts';
import { oneLamp } from './serve.ts';

const servers: NaiveServers = {
  'put-merges': () => oneLamp((products) => putMerges(openTagged(products), products)),
  guesses: () => oneLamp((products) => taggedProductsApi({ products, formats: guesses })),
  'one-by-one': () => oneLamp((products) => oneByOne(openTagged(products))),
};

export default servers;
