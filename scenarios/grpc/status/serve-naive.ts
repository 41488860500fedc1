import type { NaiveServers } from 'apilab';
import { ordersService } from '../parts/shop.ts';
import { denied } from './naive/denied.ts';
import { httpCodes } from './naive/http-codes.ts';
import { throws } from './naive/throws.ts';
import { ordersServer } from './orders-server.ts';

const servers: NaiveServers = {
  throws: () => ordersServer({ service: ordersService, refuse: throws }).listen,
  denied: () => ordersServer({ service: ordersService, refuse: denied }).listen,
  'http-codes': ({ clock }) => httpCodes(clock).listen,
};

export default servers;
