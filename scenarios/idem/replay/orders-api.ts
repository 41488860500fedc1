import type { Database } from 'apilab/parts/shop/database';
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import {
  type Answer,
  badContent,
  created,
  failed,
  malformedKey,
  missingKey,
  outstanding,
  reusedKey,
  type StoredOrder,
  send,
  unknownProduct,
} from './answers.ts';
import { fingerprint } from './fingerprint.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import type { KeyStore } from './key-store.ts';
import type { PaymentProvider } from './payments.ts';

/** Set on an answer that was given before. No standard names this field; this API documents it. */
export const REPLAYED = 'Idempotent-Replayed';

export interface OrdersApiOptions {
  readonly db: Database;
  readonly payments: PaymentProvider;
  /** Where keys are kept. Without one, an order is placed as often as it is sent. */
  readonly keys?: KeyStore;
  /** Customer numbers by bearer token. */
  readonly tokens: ReadonlyMap<string, number>;
}

/** Whoever gets past the token is a customer. */
interface Identified {
  Variables: { customer: number };
}

interface Order {
  readonly productId: number;
  readonly quantity: number;
}

/** An API that takes orders and charges them, once for each idempotency key. */
export function ordersApi({ db, payments, keys, tokens }: OrdersApiOptions) {
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

    // What is refused before any work begins is not stored: put right, it may come with the same key.
    const order = readJson(await c.req.text());
    if (!isOrder(order)) return send(badContent);
    if (!keys) return send(await placeOrder(customer, order));

    const field = c.req.header('Idempotency-Key');
    if (field === undefined) return send(missingKey);
    const key = readIdempotencyKey(field);
    if (key === undefined) return send(malformedKey);

    const scope = { customer, operation: `${c.req.method} ${c.req.path}`, key };
    const claim = keys.claim(scope, fingerprint(order));
    switch (claim.state) {
      case 'mismatch':
        return send(reusedKey);
      case 'pending':
        return send(outstanding);
      case 'completed':
        return send(claim.answer, { [REPLAYED]: 'true' });
      case 'claimed':
        return send(await placeOrder(customer, order, claim.complete));
    }
  });

  /** Charges an order and stores it; in the same transaction its answer is kept for its key. */
  async function placeOrder(
    customer: number,
    order: Order,
    keep: (answer: Answer) => void = () => {},
  ): Promise<Answer> {
    try {
      const cents = priceOf(order);
      if (cents === undefined) return kept(unknownProduct);
      await payments.charge({ customer, cents });
      return db.transaction(() => kept(created(insertOrder(customer, order, cents))));
    } catch {
      // Nobody knows whether the money moved, so this key must not lead to a second charge. An error
      // is a result too, and it is what a retry gets (idempotency key draft -06 §2.6).
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

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOrder(content: unknown): content is Order {
  if (typeof content !== 'object' || content === null) return false;
  if (!('productId' in content && 'quantity' in content)) return false;
  const { productId, quantity } = content;
  return Number.isSafeInteger(productId) && Number.isSafeInteger(quantity) && Number(quantity) > 0;
}
