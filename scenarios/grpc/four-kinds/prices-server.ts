import {
  type handleBidiStreamingCall,
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServiceDefinition,
  status,
} from '@grpc/grpc-js';
import type { Clock } from 'apilab';
import {
  type Item,
  listenWith,
  type Offer,
  type Price,
  type PriceRequest,
  type Sum,
} from './shop-protos.ts';

export interface PricesServerOptions {
  readonly service: ServiceDefinition;
  readonly clock: Clock;
  /** How often a watched price changes, in milliseconds. */
  readonly tickMs: number;
  /** `stops` work when its caller is gone; `goes-on` for nobody. */
  readonly whenCancelled: 'stops' | 'goes-on';
}

/**
 * What is free has no `cents` here: 0 is what a reader takes a missing field for. The library under
 * proto-loader would write a 0 that an object has, which is allowed and a waste of two bytes.
 */
const PRICES: ReadonlyMap<number, Partial<Price>> = new Map(
  [
    { product: 1, cents: 8900 },
    { product: 2, cents: 5900, discount: 10 },
    { product: 3, discount: 0 },
    { product: 4 },
  ].map((price) => [price.product, price]),
);

/** A service with a call of each of the four kinds. */
export function pricesServer({ service, clock, tickMs, whenCancelled }: PricesServerOptions) {
  /** When each price for a watcher was worked out, in lab time. */
  const ticks: number[] = [];

  const get: handleUnaryCall<PriceRequest, Partial<Price>> = ({ request }, answer) => {
    const price = PRICES.get(request.product);
    if (price) answer(null, price);
    else answer({ code: status.NOT_FOUND, details: `no product ${request.product}` });
  };

  const watch: handleServerStreamingCall<PriceRequest, Price> = (call) => {
    let { cents = 0 } = PRICES.get(call.request.product) ?? {};
    let timer = clock.setTimer(tickMs, tick);
    function tick(): void {
      timer = clock.setTimer(tickMs, tick);
      ticks.push(clock.now());
      cents += 25;
      // A slow reader's window is full (RFC 9113 §5.2): it gets a newer price later, not all of them.
      if (!call.writableNeedDrain) call.write({ product: call.request.product, cents });
    }
    if (whenCancelled === 'stops') call.on('cancelled', () => timer.cancel());
  };

  const total: handleClientStreamingCall<Item, Sum> = (call, answer) => {
    let sum: Sum = { items: 0, cents: 0 };
    let refused = false;
    call.on('data', ({ product, quantity }: Item) => {
      const price = PRICES.get(product);
      if (price) sum = add(sum, quantity, price.cents);
      else if (!refused) {
        // No need to hear the rest: a status may come before the client has finished.
        refused = true;
        answer({ code: status.INVALID_ARGUMENT, details: `no product ${product}` });
      }
    });
    call.on('end', () => {
      if (!refused) answer(null, sum);
    });
  };

  const haggle: handleBidiStreamingCall<Offer, Offer> = (call) => {
    let asked = 8900;
    call.on('data', ({ cents }: Offer) => {
      asked = Math.max(cents, Math.round((asked + cents) / 2));
      call.write({ cents: asked, agreed: asked - cents <= 500 });
    });
    // The client has said all it wants; now the server ends its side too.
    call.on('end', () => call.end());
  };

  const listen = listenWith(service, { Get: get, Watch: watch, Total: total, Haggle: haggle });
  return { listen, ticks: (): readonly number[] => ticks };
}

function add(sum: Sum, quantity: number, cents = 0): Sum {
  return { items: sum.items + quantity, cents: sum.cents + quantity * cents };
}
