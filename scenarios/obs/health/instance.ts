import type { Clock, FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import { type Health, type HealthOptions, health } from './health.ts';
import { lifecycle } from './lifecycle.ts';
import { type Connect, openPool, type Pool, pooledPing } from './pool.ts';
import { leaveInOrder, type Stopping } from './stopping.ts';

/** What a probe is told beside the status. */
export type Told = (isGood: boolean, error?: unknown) => Readonly<Record<string, unknown>>;

/** One word. Whoever needs more looks into the log, which strangers cannot. */
export const oneWord: Told = (isGood) => ({ status: isGood ? 'ok' : 'unavailable' });

/** How the database is asked whether it is there. */
export type Ping = (way: { readonly pool: Pool; readonly connect: Connect }) => Promise<void>;

export interface InstanceOptions {
  readonly clock: Clock;
  readonly connect: Connect;
  /** Closes what it is given when the process ends. */
  readonly own: (resource: Pool) => Pool;
  /** Loads what it needs before it can serve. */
  readonly load: () => Promise<void>;
  readonly ping?: Ping;
  readonly openHealth?: (options: HealthOptions) => Health;
  readonly told?: Told;
  readonly stopping?: Stopping;
}

/** A server that says how it is. */
export interface Instance extends FetchHandler {
  /** What SIGTERM leads to; resolves with the exit code. */
  stop(): Promise<number>;
  /** Requests that are worked on, of which a probe is none. */
  readonly atWork: number;
}

/** Gives the stock of products, out of a database; `/livez` and `/readyz` are for those who look after it. */
export function instance(options: InstanceOptions): Instance {
  const { clock, connect, load, stopping = leaveInOrder, told = oneWord } = options;
  const { ping = pooledPing, openHealth = health } = options;
  const pool = options.own(openPool(connect));
  const life = lifecycle(clock);
  let lastError: unknown;
  const asked = () =>
    ping({ pool, connect }).catch((error: unknown) => {
      lastError = error;
      throw error;
    });
  const { isAlive, isReady } = openHealth({ clock, life, ping: asked });
  void load().then(life.started);

  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    // Whoever has a connection to it is to open the next one to somebody else (RFC 9112 §9.6).
    if (life.phase === 'leaving' || life.phase === 'closed') c.header('Connection', 'close');
  });
  const answer = (isGood: boolean) =>
    Response.json(told(isGood, lastError), {
      status: isGood ? 200 : 503,
      // Whoever looks comes again later, and should find a new connection then if this process is gone.
      headers: { 'Cache-Control': 'no-store', Connection: 'close' },
    });
  app.get('/livez', async () => answer(await isAlive()));
  app.get('/readyz', async () => answer(await isReady()));
  app.get('/stock/:product', (c) => {
    if (life.phase === 'starting' || life.phase === 'closed') return unavailable();
    return life.work(async () => {
      const [row] = await pool.query('SELECT pieces FROM stock WHERE product = ?', [
        c.req.param('product'),
      ]);
      return row ? c.json(row) : problem({ status: 404, title: 'Not Found' });
    });
  });
  app.notFound(() => problem({ status: 404, title: 'Not Found' }));
  app.onError(() => unavailable());
  return {
    fetch: (request) => app.fetch(request),
    stop: () => stopping(life, clock),
    get atWork() {
      return life.atWork;
    },
  };
}

const unavailable = () =>
  problem({ status: 503, title: 'Service Unavailable' }, { 'Retry-After': '5' });
