import { join } from 'node:path';
import type { Lab } from 'apilab';
import { connect } from 'apilab/parts/shop/connection';
import { openDatabase } from 'apilab/parts/shop/database';
import { Hono } from 'hono';
import { type Carrying, forOthers } from './carrying.ts';
import { durations } from './durations.ts';
import { gateway } from './gateway.ts';
import { allFields, createJobs, type JobFields } from './jobs.ts';
import type { Log, LogOptions } from './log.ts';
import { type MailWorkerOptions, mailWorker } from './mail-worker.ts';
import { createOrders, orders } from './orders.ts';
import { openRecords } from './records.ts';
import { createStock, stock } from './stock.ts';
import { telemetryFor } from './telemetry.ts';
import type { Tracer, TracerOptions } from './tracer.ts';

/** What a way of playing does in its own way. */
export interface Way {
  readonly carrying?: Carrying;
  readonly tracer?: (options: TracerOptions) => Tracer;
  readonly log?: (options: LogOptions) => Log;
  readonly jobFields?: JobFields;
  readonly outside?: MailWorkerOptions['outside'];
}

/** The way to the stock's database and back, in milliseconds. */
const ROUND_TRIP_MS = 25;

/** How often the worker looks for jobs, in milliseconds. */
const WORKS_EVERY_MS = 5000;

/** What Ada's app says: it has begun a trace. */
const FROM_ADA = {
  authorization: 'Bearer ada',
  'content-type': 'application/json',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};

/** A shop of four services, what they report, and those who use it. */
export async function openShop(
  lab: Pick<Lab, 'serve' | 'party' | 'use' | 'database' | 'clock' | 'random' | 'temporaryFolder'>,
  { parts, way }: { readonly parts: number; readonly way: Way },
) {
  const { clock, random } = lab;
  const records = openRecords();
  const measured = durations('http_server_request_duration_seconds');
  const telemetryOf = telemetryFor({ clock, random, records }, way);

  const warehouse = await lab.use(openDatabase());
  createStock(warehouse, parts);
  const stockDb = connect(warehouse, { clock, roundTripMs: ROUND_TRIP_MS });
  await lab.serve('stock', stock({ telemetry: telemetryOf('stock'), clock, db: stockDb }), {
    client: 'orders',
  });

  const file = join(await lab.temporaryFolder(), 'orders.db');
  const [book, queue] = [await lab.use(openDatabase(file)), await lab.use(openDatabase(file))];
  createOrders(book);
  createJobs(book);
  const jobFields = way.jobFields ?? allFields;
  const ordersParty = lab.party('orders');
  await lab.serve(
    'orders',
    orders({
      telemetry: telemetryOf('orders'),
      db: book,
      fetch: ordersParty.fetch,
      stock: 'http://stock',
      jobFields,
    }),
    { client: 'gateway' },
  );
  const accounts = new Map([['ada', { tenant: 'acme', user: 'ada' }]]);
  await lab.serve(
    'gateway',
    gateway({
      telemetry: telemetryOf('gateway'),
      clock,
      fetch: lab.party('gateway').fetch,
      orders: 'http://orders',
      stock: 'http://stock',
      accounts,
      durations: measured,
    }),
    { client: 'ada' },
  );

  const mail = new Hono().post('/messages', (c) => c.body(null, 202));
  await lab.serve('mail', mail, { client: 'worker' });
  const worker = mailWorker({
    telemetry: telemetryOf('worker'),
    db: queue,
    fetch: lab.party('worker').fetch,
    mail: 'http://mail',
    outside: way.outside ?? forOthers,
  });

  const metrics = new Hono().get('/metrics', (c) =>
    c.body(measured.text(), 200, {
      'Content-Type': 'application/openmetrics-text; version=1.0.0; charset=utf-8',
    }),
  );
  await lab.serve('metrics', metrics, { client: 'oncall' });
  await lab.serve('records', records, { client: 'oncall' });

  const get = async (who: string, url: string, headers: Record<string, string> = {}) => {
    const answer = await lab.party(who).fetch(url, { headers });
    return answer.text();
  };
  return {
    records,
    shows: [lab.database('db', book, { client: 'orders' })],
    order: async (product: string) => {
      const init = { method: 'POST', headers: FROM_ADA, body: JSON.stringify({ product }) };
      const answer = await lab.party('ada').fetch('http://gateway/orders', init);
      await answer.text();
    },
    /** Asks for a product, as somebody whose app says this of a trace. */
    look: (product: string, trace: Record<string, string> = {}) =>
      get('ada', `http://gateway/stock/${product}`, { authorization: 'Bearer ada', ...trace }),
    work: async () => {
      await clock.sleep(WORKS_EVERY_MS);
      await worker.work();
    },
    onCall: {
      metrics: () => get('oncall', 'http://metrics/metrics'),
      trace: (id: string) => get('oncall', `http://records/traces/${id}`),
      lines: (id: string) => get('oncall', `http://records/logs?trace_id=${id}`),
    },
  };
}
