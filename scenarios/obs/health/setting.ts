import type { Lab } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { killableServer } from 'apilab/parts/process/killable-server';
import { openDatabase } from 'apilab/parts/shop/database';
import { balancer } from './balancer.ts';
import { type Instance, type InstanceOptions, instance } from './instance.ts';
import { keeper, type Patience } from './keeper.ts';
import type { Connect } from './pool.ts';
import { httpProbe } from './probe.ts';

/** What a way of playing does in its own way. */
export type Way = Pick<InstanceOptions, 'ping' | 'openHealth' | 'told' | 'stopping'> & {
  readonly patience?: Patience;
};

const NAMES = ['api-1', 'api-2', 'api-3'] as const;
export type Name = (typeof NAMES)[number];

/** How long an instance loads before it can serve, in milliseconds. */
const LOAD_MS = 14_000;
/** How long the database takes for a query about a product that is made to order, in milliseconds. */
const SLOW_MS = 5500;

/** A database across a network that can be lost, as a whole or by one of those who use it. */
function database(lab: Pick<Lab, 'clock'>) {
  const db = openDatabase();
  db.create('CREATE TABLE stock (product TEXT PRIMARY KEY, pieces INTEGER NOT NULL)');
  db.run("INSERT INTO stock VALUES ('keyboard', 7), ('desk', 2)");
  const lost = new Set<Name>();
  const opened: Record<Name, number> = { 'api-1': 0, 'api-2': 0, 'api-3': 0 };
  const check = (name: Name) => {
    if (lost.has(name))
      throw new Error('connect ECONNREFUSED postgres://shop:hunter2@10.0.3.7/shop');
  };
  const connectFrom =
    (name: Name): Connect =>
    async () => {
      check(name);
      opened[name] += 1;
      return {
        async query(sql, parameters = []) {
          check(name);
          if (parameters.includes('desk')) await lab.clock.sleep(SLOW_MS);
          return db.all(sql, parameters);
        },
        close: () => {},
      };
    };
  return { db, lost, opened, connectFrom };
}

/** Two instances of an API, a balancer before them, and a keeper that restarts what is not alive. */
export async function twoInstances(
  lab: Pick<Lab, 'clock' | 'serve' | 'party' | 'use' | 'connections' | 'note'>,
  { way, intervalMs }: { readonly way: Way; readonly intervalMs: number },
) {
  const { clock } = lab;
  const { patience, ...ways } = way;
  const { db, lost, opened, connectFrom } = database(lab);
  await lab.use(db);
  const restarts: string[] = [];
  const running = new Map<string, Instance>();

  const open = async (name: Name) => {
    const server = killableServer({ clock, connect: () => lab.connections(name) }, (life) => {
      const started = instance({
        clock: life.clock,
        connect: connectFrom(name),
        own: life.own,
        load: () => life.clock.sleep(LOAD_MS),
        ...ways,
      });
      running.set(name, started);
      return started;
    });
    await lab.serve(name, server.serve, { client: 'balancer' });
    const { url } = await lab.party('balancer').route(name);
    return { name, server, proxy: await lab.use(openProxy({ to: url, name: 'balancer' })) };
  };
  const instances = new Map<string, Awaited<ReturnType<typeof open>>>();
  for (const name of NAMES) instances.set(name, await open(name));
  instances.get('api-3')?.server.kill();

  const front = balancer({
    clock,
    probe: httpProbe(lab.party('balancer').fetch, clock),
    intervalMs,
  });
  await lab.use(front);
  await lab.serve('balancer', front, { client: 'ada' });
  // The keeper looks between two looks of the balancer.
  await clock.sleep(intervalMs / 2);
  const guard = keeper({
    clock,
    intervalMs,
    probe: httpProbe(lab.party('keeper').fetch, clock),
    async restart(name) {
      restarts.push(name);
      await instances.get(name)?.server.restart();
    },
    ...(patience && { patience }),
  });
  await lab.use(guard);
  const watchOver = (name: Name) => {
    guard.keep(name);
    const found = instances.get(name);
    if (found) front.add(found);
  };
  await clock.sleep(LOAD_MS);

  const get = async (who: string, url: string) => {
    const answer = await lab.party(who).fetch(url);
    return { status: answer.status, text: await answer.text() };
  };
  return {
    restarts,
    opened,
    /** Has both looked after, and waits until that was done. */
    async begin() {
      watchOver('api-1');
      watchOver('api-2');
      await clock.sleep(intervalMs);
    },
    /** Cuts the way from instances to the database. */
    lose: (name: Name) => void lost.add(name),
    find: () => lost.clear(),
    ask: (product = 'keyboard') => get('ada', `http://balancer/stock/${product}`),
    look: (name: Name, path: string) => get('stranger', `http://${name}${path}`),
    /** Tells the instance that has work to do to end. */
    async terminate() {
      const [name, stopping] = [...running].find(([, { atWork }]) => atWork > 0) ?? [];
      if (name === undefined || stopping === undefined) return 'nobody was at work';
      guard.release(name);
      const code = await stopping.stop();
      const { atWork } = stopping;
      instances.get(name)?.server.kill();
      front.remove(name);
      return `exit code ${code} · ${atWork} at work`;
    },
    /** Starts another instance. */
    async add() {
      await instances.get('api-3')?.server.restart();
      watchOver('api-3');
    },
  };
}
