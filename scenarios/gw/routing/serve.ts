import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import {
  defineServer,
  type FetchHandler,
  type LiveLab,
  listening,
  type ServerRecipe,
} from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { openDatabase } from 'apilab/parts/shop/database';
import { sharedAllowance } from './allowance.ts';
import { gateway } from './gateway.ts';
import { ORDER_V1, orderV1 } from './order-v1.ts';
import { EMAILS, echoService, ordersService, pricesService, usersService } from './services.ts';
import type { Ways } from './ways.ts';

/** How many requests a minute somebody may send. */
const PER_MINUTE = 10;

/** A gateway, and the services behind it on ports of their own. */
export async function openShop(lab: LiveLab, ways: Ways = {}): Promise<ServerRecipe> {
  const { clock, use } = lab;
  const db = use(openDatabase());
  db.watch(lab.statements('gw', 'counts'));
  const behind: Readonly<Record<string, FetchHandler>> = {
    users: usersService(EMAILS),
    orders: ordersService(),
    prices: pricesService(clock),
    echo: echoService(),
  };
  const services = new Map();
  for (const [name, service] of Object.entries(behind)) {
    const server = createServer(
      getRequestListener(service.fetch, { overrideGlobalObjects: false }),
    );
    const { port } = use(await listening(server, { host: '127.0.0.1' }));
    const to = `http://127.0.0.1:${port}`;
    services.set(name, use((ways.proxy ?? openProxy)({ to, name: 'gw' })));
  }
  return gateway({
    services,
    clock,
    whoHas: (token) => (EMAILS.has(token) ? token : undefined),
    allowance: (ways.allowance ?? sharedAllowance)({ db, clock, perMinute: PER_MINUTE }),
    translations: new Map([['orders', ways.translation ?? orderV1]]),
    ...(ways.addresses && { addresses: ways.addresses }),
    ...(ways.identify && { identify: ways.identify }),
  });
}

/** A shop of several services behind one gateway. */
export default defineServer({
  title: 'A gateway before a shop',
  about:
    'It finds the service, says who asks, counts, and passes on. /api/echo says what a service is sent.',
  standard: ['rfc9110 §3.7', 'rfc9110 §7.6'],
  focus: ['x-user-id', 'etag', 'location'],
  party: 'gw',

  start: (lab) => openShop(lab),

  tryIt: ({ url }) => [
    { about: 'without a token', command: `curl -i ${url}/api/users/me` },
    { about: 'as Ada', command: `curl -i ${url}/api/users/me -H 'Authorization: Bearer ada'` },
    {
      about: 'what a service is sent, if somebody says that she is Ada',
      command: `curl ${url}/api/echo -H 'Authorization: Bearer mallory' -H 'X-User-Id: ada'`,
    },
    {
      about: 'and of fields that are named in Connection',
      command: `curl ${url}/api/echo -H 'Authorization: Bearer ada' -H 'Connection: X-Hop' -H 'X-Hop: 1' -H 'X-End: 2'`,
    },
    {
      about: 'an order in its old form',
      command: `curl -i ${url}/api/orders/7 -H 'Authorization: Bearer bob' -H 'Accept: ${ORDER_V1}'`,
    },
    {
      about: 'prices, as they come',
      command: `curl -N ${url}/api/prices -H 'Authorization: Bearer ada'`,
    },
    {
      about: `twelve requests of Grace; ${PER_MINUTE} a minute are allowed`,
      command: `for n in $(seq 12); do curl -s -o /dev/null -w '%{http_code} ' ${url}/api/users/me -H 'Authorization: Bearer grace'; done; echo`,
    },
  ],
});
