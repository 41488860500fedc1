import { join } from 'node:path';
import type { Lab } from 'apilab';
import { killableServer } from 'apilab/parts/process/killable-server';
import { openDatabase } from 'apilab/parts/shop/database';
import { Hono } from 'hono';
import { orderClient, sendKey } from '../parts/order-client.ts';
import type { Message } from './outbox.ts';
import { shop, type Way } from './program.ts';

/** How long a charge takes, in milliseconds. */
const CHARGE_MS = 600;

/** How long the customer waits before they ask again, in milliseconds. */
const BEFORE_RETRY_MS = 1000;

/** Where the process can be told to die, and what that is called. */
const DEATHS = {
  'before psp.charge': 'before it asks for the charge',
  'after psp.charge': 'when the charge is answered',
  'after db.commit': 'behind its first commit',
} as const;

/** What of the lab the setting needs. */
type Stage = Pick<
  Lab,
  | 'note'
  | 'use'
  | 'serve'
  | 'client'
  | 'party'
  | 'connections'
  | 'clock'
  | 'random'
  | 'ids'
  | 'temporaryFolder'
>;

/** A shop whose process can be killed, with its file, its payment provider and its mail; and a customer. */
export async function shopThatDies(lab: Stage, way: Way) {
  const { clock, random, ids } = lab;
  const charged = new Set<string>();
  const psp = new Hono().post('/charges', async (c) => {
    const key = c.req.header('idempotency-key') ?? '';
    if (charged.has(key)) return c.json({ charged: true }, 200, { 'Idempotent-Replayed': 'true' });
    await clock.sleep(CHARGE_MS);
    charged.add(key);
    return c.json({ charged: true }, 201);
  });
  const sent: Message[] = [];
  const mail = new Hono().post('/messages', async (c) => {
    sent.push(await c.req.json());
    return c.body(null, 202, { Connection: 'close' });
  });
  await lab.serve('psp', psp, { client: 'api' });
  await lab.serve('mail', mail, { client: 'api' });

  const file = join(await lab.temporaryFolder(), 'shop.db');
  const settings = {
    file,
    psp: (await lab.party('api').route('psp')).url,
    mail: (await lab.party('api').route('mail')).url,
  };
  const server = killableServer({ clock, connect: () => lab.connections('api') }, (life) =>
    shop(life, settings, way),
  );
  const { url } = await lab.serve('api', server.serve);
  const send = lab.client();
  const ada = orderClient({ url, token: 'ada', fetch: send, clock, random, newKey: ids.uuid });

  return {
    /** Orders, with the process dying at a point; starts it again and sends the order once more. */
    async orderAndDie(order: object, point: keyof typeof DEATHS) {
      const key = ids.uuid();
      server.killAt(point);
      const headers = new Headers({
        authorization: 'Bearer ada',
        'content-type': 'application/json',
      });
      sendKey(headers, key);
      const body = JSON.stringify(order);
      await send(`${url}/orders`, { method: 'POST', headers, body }).catch(() => {});
      lab.note(`The process is killed ${DEATHS[point]}; another one starts.`);
      await server.restart();
      await clock.sleep(BEFORE_RETRY_MS);
      return ada.place(order, key);
    },
    /** What is in the books of the shop, of the provider and of the mail by now. */
    books() {
      const db = openDatabase(file);
      const orders = db.inspect('SELECT id FROM orders ORDER BY id').map(({ id }) => Number(id));
      db.close();
      return { orders, charges: charged.size, confirmed: sent.map(({ order }) => order) };
    },
  };
}
