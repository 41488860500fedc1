import { defineServer, type LiveLab, type ServerRecipe, type Timer } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { createBooks } from './books.ts';
import { confirmation, type KeyOf, mailTo } from './confirmation.ts';
import { mailProvider } from './mail-provider.ts';
import { mortal } from './mortal.ts';
import { asJob, ordersApi } from './orders-api.ts';
import { leasedQueue, type OpenQueue } from './queue.ts';
import { startWorker } from './worker.ts';

/** What a served shop may have of its own. */
interface Ports {
  readonly openQueue?: OpenQueue;
  readonly keyOf?: KeyOf;
}

const LEASE_MS = 3000;
const MAIL_MS = 2000;
/** How long until a worker that is gone is replaced. */
const RESTART_MS = 500;

/** A shop, a worker that can be killed, and the mail service outside: what it was asked, and what it sent. */
export function killableShop(
  lab: LiveLab,
  { openQueue = leasedQueue, keyOf }: Ports = {},
): ServerRecipe {
  const { clock, random, use } = lab;
  const db = use(openDatabase());
  createBooks(db);
  const queue = openQueue(db, { clock, random, leaseMs: LEASE_MS });
  const orders = ordersApi({ db, later: asJob(queue) });
  const mail = mailProvider(clock);
  mail.takes(MAIL_MS);
  const asked: string[] = [];

  async function askMail(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const { order } = Object(await request.clone().json());
    asked.push(String(order));
    return mail.fetch(request);
  }
  function startAnother() {
    const life = mortal(clock, askMail);
    startWorker({
      queue,
      work: confirmation({
        ...{ db, clock: life.clock, mail: mailTo('http://mail.test', life.fetch) },
        ...(keyOf && { keyOf }),
      }),
      clock: life.clock,
      leaseMs: LEASE_MS,
      mostMs: 10 * LEASE_MS,
      pollMs: 200,
    });
    return life;
  }
  let worker = startAnother();
  let restart: Timer | undefined;
  function end(): void {
    worker.kill();
    restart?.cancel();
  }
  use({ close: end });

  const books = () => ({
    jobs: db.all('SELECT id, attempt FROM jobs'),
    mails: [...new Set(asked)].map((order) => ({
      order,
      asked: asked.filter((each) => each === order).length,
      sent: mail.sent.filter((each) => each === order).length,
    })),
    customers: db.all('SELECT name, points FROM customers'),
  });
  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/books' && request.method === 'GET') return Response.json(books());
      if (pathname !== '/worker' || request.method !== 'DELETE') return orders.fetch(request);
      end();
      restart = clock.setTimer(RESTART_MS, () => {
        worker = startAnother();
      });
      return new Response(null, { status: 204 });
    },
  };
}

/** Orders whose confirmation outlives the worker that sends it. */
export default defineServer({
  title: 'Orders with a queue behind them, and a worker to kill',
  about:
    'A mail takes 2.5 s and a lease lasts 3 s. DELETE /worker kills the worker as kill -9 does; the next one starts half a second later.',
  standard: 'rfc9110 §15.3.2',
  focus: ['location'],

  start: (lab) => killableShop(lab),

  tryIt: ({ url }) => {
    const order = `curl -i ${url}/orders --json '{"customer":"ada","item":"pen"}'`;
    const kill = `curl -X DELETE ${url}/worker`;
    return [
      { about: 'place an order', command: order },
      { about: 'which mails were asked for, and which were sent?', command: `curl ${url}/books` },
      {
        about: 'place an order, and kill the worker over it',
        command: `${order}; sleep 1; ${kill}`,
      },
      { about: 'five seconds later', command: `sleep 5; curl ${url}/books` },
    ];
  },
});
