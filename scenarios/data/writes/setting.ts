import type { Lab } from 'apilab';
import { connect } from 'apilab/parts/shop/connection';
import { openDatabase } from 'apilab/parts/shop/database';
import { KEYBOARD, SCHEMA } from './schema.ts';
import { type ShopApiOptions, shopApi } from './shop-api.ts';

/** How the shop writes, and on which tables. */
export interface Writing extends Omit<ShopApiOptions, 'db'> {
  readonly schema?: string;
}

export interface SettingOptions {
  readonly roundTripMs: number;
  readonly writing: Writing;
}

/** Starts the shop with its database, a round trip away. */
export async function openShop(lab: Lab, { roundTripMs, writing }: SettingOptions) {
  const { schema = SCHEMA, ...how } = writing;
  const db = await lab.use(openDatabase());
  db.create(`${schema}; ${KEYBOARD};`);
  const connection = connect(db, { clock: lab.clock, roundTripMs });
  await lab.serve('api', shopApi({ db: connection, ...how }));

  async function send(name: string, method: string, path: string, init: RequestInit = {}) {
    const response = await lab.party(name).fetch(`http://api${path}`, { method, ...init });
    await response.arrayBuffer();
    return response;
  }

  return {
    shows: [lab.database('db', db)],
    /** All do it at the same time, in this order. */
    together: (names: readonly string[], task: (name: string) => Promise<unknown>) =>
      lab.together(names.map((name) => () => task(name))),
    signUp: (name: string) =>
      send(name, 'POST', '/customers', { body: JSON.stringify({ email: 'us@mail.example' }) }),
    /** What a person saw of the keyboard: its tag. */
    async look(name: string): Promise<string> {
      return (await send(name, 'GET', '/products/1')).headers.get('etag') ?? '';
    },
    rename: (name: string, to: string, tag: string) =>
      send(name, 'PUT', '/products/1/name', {
        headers: { 'If-Match': tag },
        body: JSON.stringify(to),
      }),
    buy: (name: string) => send(name, 'POST', '/products/1/purchases'),
    /** How many customers there are, past the API. */
    customers: () => Number(db.inspect('SELECT count(*) AS n FROM customers')[0]?.n),
    keyboard: () => {
      const [row] = db.inspect('SELECT name, stock, version FROM products WHERE id = 1');
      return { name: String(row?.name), stock: Number(row?.stock), version: Number(row?.version) };
    },
  };
}
