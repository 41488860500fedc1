import type { Clock } from 'apilab';

export interface StoredUser {
  readonly id: number;
  readonly name: string;
}
export interface StoredOrder {
  readonly id: number;
  readonly cents: number;
  readonly userId: number;
}

const NAMES = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Ken'];
const USERS = 20;
const ORDERS_EACH = 10;
const PAGE_MS = 500;

/** Users and their orders, in memory. It counts what it gives out. */
export function orderStore(clock: Pick<Clock, 'sleep'>) {
  const users = Array.from({ length: USERS }, (_, n): StoredUser => {
    return { id: n + 1, name: `${NAMES[n % NAMES.length]} ${n + 1}` };
  });
  const orders = Array.from({ length: USERS * ORDERS_EACH }, (_, n): StoredOrder => {
    return { id: n + 1, cents: 900 + n, userId: Math.floor(n / ORDERS_EACH) + 1 };
  });
  const counts = { loaded: 0, pages: 0, attempts: 0 };
  const loaded = <T>(things: readonly T[]): readonly T[] => {
    counts.loaded += things.length;
    return things;
  };

  return {
    /** How many objects were loaded, pages summed up and PINs compared. */
    counts,
    /** How many pages all orders have. */
    pages: USERS,
    users: (first: number) => loaded(users.slice(0, first)),
    user: (id: number) => loaded(users.filter((user) => user.id === id))[0],
    ordersOf: (userId: number, first: number) =>
      loaded(orders.filter((order) => order.userId === userId).slice(0, first)),

    /** The sum of one page of orders, in cents: slow. Rejects once nobody waits for it. */
    async centsOfPage(page: number, options: { readonly signal?: AbortSignal } = {}) {
      await clock.sleep(PAGE_MS, options);
      counts.pages++;
      const from = page * ORDERS_EACH;
      return orders.slice(from, from + ORDERS_EACH).reduce((sum, { cents }) => sum + cents, 0);
    },

    /** Whether this is the PIN of somebody of this name. */
    isPinOf(name: string, pin: string) {
      counts.attempts++;
      return name === 'Ada' && pin === '4711';
    },
  };
}

export type OrderStore = ReturnType<typeof orderStore>;
