import type { NaiveServers } from 'apilab';
import { HALF_AN_INDEX } from './naive/half-an-index.ts';
import { NO_INDEX } from './naive/no-index.ts';
import { oneByOne } from './naive/one-by-one.ts';
import { wrappedColumn } from './naive/wrapped-column.ts';
import { servedOrders } from './serve.ts';

const servers: NaiveServers = {
  'one-by-one': (lab) => servedOrders(lab, { readLines: oneByOne }),
  'wrapped-column': (lab) => servedOrders(lab, { findCustomer: wrappedColumn }),
  'no-index': (lab) => servedOrders(lab, { indexes: NO_INDEX }),
  'half-an-index': (lab) => servedOrders(lab, { indexes: HALF_AN_INDEX }),
};

export default servers;
