import { readJson } from 'apilab/parts/http/json';
import type { Database } from 'apilab/parts/shop/database';
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import {
  type Answer,
  badContent,
  created,
  failed,
  notPossible,
  type StoredOrder,
  send,
  tooLarge,
  unknownProduct,
} from './answers.ts';
import { keyStore } from './key-store.ts';
import { type Once, oncePerKey } from './once.ts';
import { type Order, readOrder } from './order.ts';
import type { PaymentProvider } from './payments.ts';

export interface OrdersApiOptions {
  readonly db: Database;
  readonly payments: PaymentProvider;
  /** Customer numbers by bearer token. */
  readonly tokens: ReadonlyMap<string, number>;
  /** What keeps an order from being placed twice. */
  readonly once?: Once;
  /** Told of what made an order fail, for whoever runs the API. */
  readonly report?: (error: unknown) => void;
}

/** Who gets past the token is a customer. */
interface Identified {
  Variables: { customer: number };
}

/** An API that takes orders and charges them, once for each idempotency key. */
export function ordersApi({
  db,
  payments,
  tokens,
  once = oncePerKey(keyStore(db)),
  report = console.error,
}: OrdersApiOptions) {
  const app = new Hono<Identified>();

  app.use(
    bearerAuth<Identified>({
      verifyToken(token, c) {
        const customer = tokens.get(token);
        if (customer !== undefined) c.set('customer', customer);
        return customer !== undefined;
      },
    }),
  );

  app.post('/orders', async (c) => {
    const customer = c.get('customer');
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return send(tooLarge);
    const order = content.state === 'read' ? readOrder(content.value) : undefined;
    if (order === undefined) return send(badContent);
    const operation = `${c.req.method} ${c.req.path}`;
    const attempt = { customer, operation, keyField: c.req.header('Idempotency-Key') };
    return once({ ...attempt, content: order }, (keep) => placeOrder(customer, order, keep));
  });
  app.all('/orders', () => send(notPossible));

  /** Charges an order and stores it; in the same transaction its answer is kept. */
  async function placeOrder(
    customer: number,
    order: Order,
    keep: (answer: Answer) => void,
  ): Promise<Answer> {
    try {
      const cents = priceOf(order);
      if (cents === undefined) return kept(unknownProduct);
      await payments.charge({ customer, cents });
      return db.transaction(() => kept(created(insertOrder(customer, order, cents))));
    } catch (error) {
      // Nobody knows whether the money moved, so this key must not lead to a second charge. An error
      // is a result too, and it is what a retry gets (Idempotency-Key draft §2.6).
      report(error);
      return kept(failed);
    }

    function kept(answer: Answer): Answer {
      keep(answer);
      return answer;
    }
  }

  function priceOf({ productId, quantity }: Order): number | undefined {
    const product = db.get('SELECT cents FROM products WHERE id = ?', [productId]);
    return product && Number(product.cents) * quantity;
  }

  function insertOrder(
    customer: number,
    { productId, quantity }: Order,
    cents: number,
  ): StoredOrder {
    const row = db.get(
      `INSERT INTO orders (user_id, product_id, quantity, cents)
       VALUES (?, ?, ?, ?) RETURNING id`,
      [customer, productId, quantity, cents],
    );
    return { id: Number(row?.id), productId, quantity, cents };
  }

  return app;
}
