import { request as openRequest } from 'node:http';
import type { Lab } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { openDatabase } from 'apilab/parts/shop/database';
import { sharedAllowance } from './allowance.ts';
import { gateway } from './gateway.ts';
import { digestOf, ORDER_V1, orderV1 } from './order-v1.ts';
import { EMAILS, ordersService, pricesService, usersService } from './services.ts';
import type { Ways } from './ways.ts';

/** The services behind. */
export const SERVICES = ['users', 'orders', 'prices'] as const;

/** What Ada orders: its spaces and its two digits are lost if it is read and written again. */
const ORDER = '{ "product": 3, "price": 89.00 }';

/** Two gateways that count together, before three services. */
export async function openGateways(lab: Lab, perMinute: number, ways: Ways) {
  const { clock } = lab;
  const db = await lab.use(openDatabase());
  const counts = lab.database('counts', db, { client: 'gw' });
  const gateways = ['gw', 'gw-2'];

  for (const name of gateways) {
    const services = new Map();
    for (const service of SERVICES) {
      const { url: to } = await lab.party(name).route(service);
      services.set(service, await lab.use((ways.proxy ?? openProxy)({ to, name })));
    }
    const door = gateway({
      services,
      clock,
      whoHas: (token) => (EMAILS.has(token) ? token : undefined),
      allowance: (ways.allowance ?? sharedAllowance)({ db, clock, perMinute }),
      translations: new Map([['orders', ways.translation ?? orderV1]]),
      ...(ways.addresses && { addresses: ways.addresses }),
      ...(ways.identify && { identify: ways.identify }),
    });
    await lab.serve(name, door);
  }
  await lab.serve('users', usersService(EMAILS), { client: 'gw' });
  await lab.serve('orders', ordersService(), { client: 'gw' });
  await lab.serve('prices', pricesService(clock), { client: 'gw' });

  /** Somebody asks a gateway. */
  async function ask(
    who: string,
    target: string,
    headers: Readonly<Record<string, string>> = {},
    name = 'gw',
  ): Promise<Response> {
    const authorization = `Bearer ${who}`;
    const options = { headers: { authorization, ...headers }, cache: 'force-cache' } as const;
    const response = await lab.party(who).fetch(`http://${name}${target}`, options);
    await response.arrayBuffer();
    return response;
  }

  return {
    ask,
    counts,
    /** Ada orders with a client that offers to go on in HTTP/2, as curl does with `--http2`. */
    order: async () => orderAt((await lab.party('ada').route('gw')).url),
    /** Bob's old app asks for an order; then it asks again, and his new one asks, both by the tag that came. */
    async askInTwoForms(): Promise<void> {
      const first = await ask('bob', '/api/orders/7', { accept: ORDER_V1 });
      const tag = first.headers.get('etag');
      const held = tag === null ? {} : { 'if-none-match': tag };
      await ask('bob', '/api/orders/7', { accept: ORDER_V1, ...held });
      await ask('bob', '/api/orders/7', { accept: 'application/json', ...held });
    },
    /** Somebody asks service after service, each time by another gateway, so many times. */
    async askInTurn(who: string, times: number): Promise<void> {
      const targets = ['/api/users/me', '/api/orders/7'];
      for (let n = 0; n < times; n++)
        await ask(who, targets[n % 2] ?? '', {}, gateways[Math.floor(n / 2) % 2]);
    },
  };
}

/** `fetch` lets nobody set the fields of its connection. */
function orderAt(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: 'Bearer ada',
      'content-type': 'application/json',
      'content-digest': digestOf(ORDER),
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAMAAABkAAQCAAAA',
    };
    openRequest(`${url}/api/orders`, { method: 'POST', headers }, (answer) => {
      answer.on('end', resolve).resume();
    })
      .on('error', reject)
      .end(ORDER);
  });
}
