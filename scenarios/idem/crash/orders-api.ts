import { readJson } from 'apilab/parts/http/json';
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import {
  badContent,
  malformedKey,
  missingKey,
  notPossible,
  refusedCard,
  send,
  tooLarge,
  unfinished,
  unknownProduct,
} from '../parts/answers.ts';
import { fingerprint } from '../parts/fingerprint.ts';
import { readIdempotencyKey } from '../parts/idempotency-key.ts';
import type { KeyStore } from '../parts/key-store.ts';
import { answerWithout } from '../parts/once.ts';
import { readOrder } from '../parts/order.ts';
import type { PaidOrder, Settle } from './books.ts';
import type { KeyOfCharge, PaymentProvider } from './provider.ts';

export interface OrdersApiOptions {
  /** Customer numbers by bearer token. */
  readonly tokens: ReadonlyMap<string, number>;
  /** What a product costs, in cents, by its number. */
  readonly prices: ReadonlyMap<number, number>;
  readonly keys: KeyStore;
  readonly provider: PaymentProvider;
  readonly keyOfCharge: KeyOfCharge;
  readonly settle: ReturnType<Settle>;
  /** Called when there is something in the outbox. */
  readonly onSettled: () => void;
  /** Told of what made an order fail, for whoever runs the API. */
  readonly report?: (error: unknown) => void;
}

/** Who gets past the token is a customer. */
export interface Identified {
  Variables: { customer: number };
}

/**
 * Takes orders and charges them, once for each key, though the process may die at any moment: the key is
 * taken first, the charge has a key too, and all that is stored about it is stored at once.
 */
export function ordersApi(options: OrdersApiOptions) {
  const { tokens, prices, keys, provider, keyOfCharge, settle, onSettled } = options;
  const report = options.report ?? console.error;
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
    const price = prices.get(order.productId);
    if (price === undefined) return send(unknownProduct);

    const field = c.req.header('Idempotency-Key');
    if (field === undefined) return send(missingKey);
    const key = readIdempotencyKey(field);
    if (key === undefined) return send(malformedKey);
    const scope = { customer, operation: `${c.req.method} ${c.req.path}`, key };
    const claim = keys.claim(scope, fingerprint(order));
    if (claim.state !== 'claimed') return answerWithout(claim);

    // If prices change, the one that was charged must be stored with the key.
    const paid: PaidOrder = { customer, ...order, cents: price * order.quantity };
    try {
      const outcome = await provider.charge({ customer, cents: paid.cents }, keyOfCharge(scope));
      if (outcome === 'refused') {
        claim.complete(refusedCard);
        return send(refusedCard);
      }
      const answer = await settle(paid, claim.complete);
      onSettled();
      return send(answer);
    } catch (error) {
      // Nobody knows how far it came. The key stays pending, and a retry after its lease finds out.
      report(error);
      return send(unfinished);
    }
  });
  app.all('/orders', () => send(notPossible));

  return app;
}
