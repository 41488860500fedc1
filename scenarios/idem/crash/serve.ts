import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { Hono } from 'hono';
import { recovering, shop, type Way } from './program.ts';

const LEASE_MS = 10_000;

/** A provider that takes the charge of a monitor and says nothing, the first time; and the mail. */
function outside() {
  const charged = new Set<string>();
  const app = new Hono();
  app.post('/charges', async (c) => {
    const key = c.req.header('idempotency-key') ?? '';
    const isKnown = charged.has(key);
    charged.add(key);
    const { cents } = await c.req.json();
    if (!isKnown && cents >= 24_900) return c.json({ title: 'Nobody knows' }, 504);
    return c.json({ charged: true }, isKnown ? 200 : 201);
  });
  app.post('/messages', (c) => c.body(null, 202));
  return app;
}

/** The shop with its provider and its mail, in one process. */
export function shopOf({ clock, use }: LiveLab, way: Way = recovering(LEASE_MS)): ServerRecipe {
  const world = outside();
  const life = {
    clock,
    fetch: async (input: string | URL | Request, init?: RequestInit) =>
      world.fetch(new Request(input, init)),
    own: use,
    through: <T>(_: string, used: T): T => used,
    // The answer says it: a 503.
    report: () => {},
  };
  const settings = { file: ':memory:', psp: 'http://psp.test', mail: 'http://mail.test' };
  return shop(life, settings, way);
}

/** Orders that are finished by a retry, whatever happened to the first request. */
export default defineServer({
  title: 'Orders whose charge may come to nothing that anybody knows',
  about: 'A key is leased for 10 s. The first charge of a monitor is done and never confirmed.',
  standard: 'idempotency-key §2',
  focus: ['idempotency-key', 'idempotent-replayed', 'retry-after'],

  start: (lab) => shopOf(lab),

  tryIt: ({ url }) => {
    const order = (key: string, productId: number) =>
      `curl -i ${url}/orders -H 'Authorization: Bearer ada' -H 'Idempotency-Key: "${key}"' ` +
      `--json '{"productId":${productId},"quantity":1}'`;
    return [
      { about: 'a cable; say it again for a replay', command: order('cable', 4) },
      {
        about: 'a monitor: 503, then 409 while the lease runs, then 201',
        command: order('monitor', 3),
      },
    ];
  },
});
