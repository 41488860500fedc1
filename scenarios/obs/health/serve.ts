import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { type InstanceOptions, instance } from './instance.ts';
import type { Connect } from './pool.ts';

const LOAD_MS = 5000;

/** One instance, with switches for its database and for its end. */
export function switchedInstance(
  { clock, use }: LiveLab,
  ways: Pick<InstanceOptions, 'ping' | 'openHealth' | 'told' | 'stopping'> = {},
): ServerRecipe {
  const db = use(openDatabase());
  db.create('CREATE TABLE stock (product TEXT PRIMARY KEY, pieces INTEGER NOT NULL)');
  db.run("INSERT INTO stock VALUES ('keyboard', 7), ('desk', 2)");
  let isLost = false;
  const check = () => {
    if (isLost) throw new Error('connect ECONNREFUSED postgres://shop:hunter2@10.0.3.7/shop');
  };
  const connect: Connect = async () => {
    check();
    return {
      async query(sql, parameters = []) {
        check();
        return db.all(sql, parameters);
      },
      close: () => {},
    };
  };
  const api = instance({ clock, connect, own: use, load: () => clock.sleep(LOAD_MS), ...ways });
  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      const done = new Response(null, { status: 204 });
      if (pathname === '/database' && request.method === 'DELETE') isLost = true;
      else if (pathname === '/database' && request.method === 'PUT') isLost = false;
      else if (pathname === '/stop' && request.method === 'POST') void api.stop();
      else return api.fetch(request);
      return done;
    },
  };
}

/** An instance that says how it is, while its database comes and goes. */
export default defineServer({
  title: 'An instance that is alive, and ready or not',
  about:
    'It starts for 5 s. DELETE /database takes its database away, PUT /database gives it back, POST /stop tells it to end.',
  standard: 'k8s-probes §Types of probe',
  party: 'api',

  start: (lab) => switchedInstance(lab),

  tryIt: ({ url }) => [
    { about: 'is it alive? 503 until it has started', command: `curl -i ${url}/livez` },
    { about: 'is it ready?', command: `curl -i ${url}/readyz` },
    { about: 'take its database away', command: `curl -i -X DELETE ${url}/database` },
    {
      about: 'a second later: alive, and not ready',
      command: `curl -i ${url}/livez ${url}/readyz`,
    },
    { about: 'what a customer gets', command: `curl -i ${url}/stock/keyboard` },
    { about: 'give it back', command: `curl -i -X PUT ${url}/database` },
    {
      about: 'tell it to end: it is not ready, and serves for five more seconds',
      command: `curl -i -X POST ${url}/stop`,
    },
  ],
});
