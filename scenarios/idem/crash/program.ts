import type { Clock } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { createBooks, type Settle, settleAtOnce } from './books.ts';
import { leasedKeys, type OpenKeys } from './lease-store.ts';
import { ordersApi } from './orders-api.ts';
import { type Mail, relay } from './outbox.ts';
import { inTime, type KeyOfCharge, keyOfCharge, paymentProvider } from './provider.ts';

/** Something the process uses across a border, each of whose calls is awaited. */
type AwaitedCalls = Readonly<Record<string, (...given: never[]) => Promise<unknown>>>;

/** What the program has of its process. */
export interface Process {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  /** Hands over what the system closes when the process ends. */
  own<T extends { close(): void }>(resource: T): T;
  /** The same thing; who tests a crash kills the process before one of its calls or after. */
  through<T extends AwaitedCalls>(name: string, used: T): T;
  /** Where errors are told; the console by default. */
  readonly report?: (error: unknown) => void;
}

/** What the process is told when it starts. */
export interface Settings {
  /** The file of its database. */
  readonly file: string;
  /** Where the payment provider is. */
  readonly psp: string;
  /** Where messages go. */
  readonly mail: string;
}

/** How it is made sure that an order is placed once, though a process died over it. */
export interface Way {
  readonly openKeys: OpenKeys;
  readonly keyOfCharge: KeyOfCharge;
  readonly settle: Settle;
}

/** The way that is right, with this lease for a key. */
export const recovering = (leaseMs: number): Way => ({
  openKeys: leasedKeys(leaseMs),
  keyOfCharge,
  settle: settleAtOnce,
});

const TOKENS = new Map([['ada', 1]]);
const PRICES = new Map([
  [1, 8900],
  [3, 24_900],
  [4, 900],
]);

/** What runs in the process: the API, and the relay of its outbox, which goes on where the last one was. */
export function shop(life: Process, { file, psp, mail }: Settings, way: Way) {
  const { clock, fetch } = life;
  const db = life.own(openDatabase(file));
  createBooks(db);
  const outbox = relay({ db, clock, mail: life.through('mail', mailTo(mail, life)) });
  outbox.wake();
  return ordersApi({
    tokens: TOKENS,
    prices: PRICES,
    keys: way.openKeys(db, clock),
    keyOfCharge: way.keyOfCharge,
    provider: life.through('psp', paymentProvider({ url: psp, fetch, clock })),
    settle: way.settle(db, life.through('db', { commit: async (work) => db.transaction(work) })),
    onSettled: outbox.wake,
    ...(life.report && { report: life.report }),
  });
}

/** With a time limit: a message that is never answered would keep all others in the outbox. */
const mailTo = (url: string, { fetch, clock }: Pick<Process, 'fetch' | 'clock'>): Mail => ({
  send: (message) =>
    inTime(clock, async (signal) => {
      const answer = await fetch(`${url}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal,
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`the message was answered ${answer.status}`);
    }),
});
