import { defineServer, type FetchHandler, type LiveLab, type ServerRecipe } from 'apilab';
import { connect } from 'apilab/parts/shop/connection';
import { openDatabase } from 'apilab/parts/shop/database';
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

/** What may be done in another way. */
interface Ports {
  readonly carrying?: Carrying;
  readonly tracer?: (options: TracerOptions) => Tracer;
  readonly log?: (options: LogOptions) => Log;
  readonly jobFields?: JobFields;
  readonly outside?: MailWorkerOptions['outside'];
}

const WORKS_EVERY_MS = 1000;

/** The gateway with its services behind it in one process, and what they report at `/traces` and `/logs`. */
export function tracedShop({ clock, random, use }: LiveLab, ports: Ports = {}): ServerRecipe {
  const records = openRecords();
  const measured = durations('http_server_request_duration_seconds');
  const telemetryOf = telemetryFor({ clock, random, records }, ports);
  const behind = new Map<string, FetchHandler>();
  const within: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const found = behind.get(new URL(request.url).hostname);
    return found ? found.fetch(request) : new Response(null, { status: 202 });
  };

  const db = use(openDatabase());
  createStock(db, 30);
  createOrders(db);
  createJobs(db);
  const stockDb = connect(db, { clock, roundTripMs: 25 });
  behind.set('stock', stock({ telemetry: telemetryOf('stock'), clock, db: stockDb }));
  const jobFields = ports.jobFields ?? allFields;
  const book = { telemetry: telemetryOf('orders'), db, jobFields, fetch: within };
  behind.set('orders', orders({ ...book, stock: 'http://stock' }));
  const door = gateway({
    telemetry: telemetryOf('gateway'),
    clock,
    fetch: within,
    orders: 'http://orders',
    stock: 'http://stock',
    accounts: new Map([['ada', { tenant: 'acme', user: 'ada' }]]),
    durations: measured,
  });

  const outside = ports.outside ?? forOthers;
  const mail = { telemetry: telemetryOf('worker'), db, outside, fetch: within };
  const worker = mailWorker({ ...mail, mail: 'http://mail' });
  const work = () => {
    void worker.work();
    timer = clock.setTimer(WORKS_EVERY_MS, work);
  };
  let timer = clock.setTimer(WORKS_EVERY_MS, work);
  use({ close: () => timer.cancel() });

  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (/^\/(traces\/|logs$)/.test(pathname)) return records.fetch(request);
      if (pathname !== '/metrics') return door.fetch(request);
      const type = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
      return new Response(measured.text(), { headers: { 'Content-Type': type } });
    },
  };
}

/** A shop of services that can be followed from outside. */
export default defineServer({
  title: 'A shop whose services carry a trace',
  about:
    'A gateway with orders, stock and a worker behind it. Spans are at /traces/<id>, lines of the log at /logs?trace_id=<id>.',
  standard: 'trace-context §3.2',
  focus: ['traceparent', 'tracestate'],
  party: 'gateway',

  start: (lab) => tracedShop(lab),

  tryIt: ({ url }) => {
    const ada = "-H 'Authorization: Bearer ada'";
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const trace = `-H 'traceparent: 00-${id}-00f067aa0ba902b7-01'`;
    return [
      {
        about: 'an order in a trace of your own; a second later a mail is sent',
        command: `curl -i ${url}/orders ${ada} ${trace} --json '{"product":"keyboard"}'`,
      },
      { about: 'all that it set going', command: `curl -s ${url}/traces/${id}` },
      { about: 'a desk, which takes its time', command: `curl -i ${url}/stock/desk ${ada}` },
      {
        about: 'how long requests took, with a trace for each bucket',
        command: `curl -s ${url}/metrics`,
      },
      {
        about: 'what the log says of the slowest: its trace is the last one named above',
        command: `curl -s "${url}/logs?trace_id=$(curl -s ${url}/metrics | grep -o 'trace_id="[^"]*' | tail -1 | cut -c11-)"`,
      },
    ];
  },
});
