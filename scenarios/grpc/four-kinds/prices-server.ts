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
} from '../parts/shop-protos.ts';

/** Something that tells when nobody waits for it any more: a call. */
interface Cancellable {
  on(event: 'cancelled', listener: () => void): unknown;
}

/** Has work stopped once the caller is gone. */
export type StopWork = (call: Cancellable, stop: () => void) => void;

export interface PricesServerOptions {
  readonly service: ServiceDefinition;
  readonly clock: Clock;
  /** How often a watched price changes, in milliseconds. */
  readonly tickMs: number;
  readonly stopWork?: StopWork;
}

/** When it is cancelled, and when its deadline has passed: the library tells of both, and stops no code. */
export const onceCancelled: StopWork = (call, stop) => call.on('cancelled', stop);

/**
 * What is free has no `cents` here: 0 is what a reader takes a missing field for. The library under
 * proto-loader would write a 0 that an object has, which wastes two bytes.
 */
const PRICES: ReadonlyMap<number, Partial<Price>> = new Map(
  [
    { product: 1, cents: 8900 },
    { product: 2, cents: 5900, discount: 10 },
    { product: 3, discount: 0 },
    { product: 4 },
  ].map((price) => [price.product, price]),
);

/** Whatever a field of the type `int32` can hold. */
const GREATEST = 2 ** 31 - 1;

/** A service with a call of each of the four kinds. */
export function pricesServer(options: PricesServerOptions) {
  const { service, clock, tickMs, stopWork = onceCancelled } = options;
  let worked = 0;

  const get: handleUnaryCall<PriceRequest, Partial<Price>> = ({ request }, answer) => {
    const price = PRICES.get(request.product);
    if (price) answer(null, price);
    else answer(unknown(request.product));
  };

  const watch: handleServerStreamingCall<PriceRequest, Price> = (call) => {
    const { product } = call.request;
    const price = PRICES.get(product);
    if (price === undefined) {
      call.emit('error', unknown(product));
      return;
    }
    let { cents = 0 } = price;
    let timer = clock.setTimer(tickMs, tick);
    function tick(): void {
      timer = clock.setTimer(tickMs, tick);
      worked++;
      cents += 25;
      // A slow reader's window is full (RFC 9113 §5.2): it gets a newer price later, not all of them.
      if (!call.writableNeedDrain) call.write({ product, cents });
    }
    stopWork(call, () => timer.cancel());
  };

  const total: handleClientStreamingCall<Item, Sum> = (call, answer) => {
    let sum: Sum = { items: 0, cents: 0 };
    let isRefused = false;
    const refuse = (details: string) => {
      // No need to hear the rest: a status may come before the client has finished.
      isRefused = true;
      answer({ code: status.INVALID_ARGUMENT, details });
    };
    call.on('data', ({ product, quantity }: Item) => {
      if (isRefused) return;
      const price = PRICES.get(product);
      if (price === undefined) refuse(`no product ${product}`);
      else if (quantity < 1) refuse(`no quantity ${quantity}`);
      else sum = add(sum, quantity, price.cents);
      if (sum.items > GREATEST || sum.cents > GREATEST) refuse('a sum that is too large');
    });
    call.on('end', () => {
      if (!isRefused) answer(null, sum);
    });
  };

  const haggle: handleBidiStreamingCall<Offer, Offer> = (call) => {
    let asked = 8900;
    call.on('data', ({ cents }: Offer) => {
      asked = Math.max(cents, Math.round((asked + cents) / 2));
      const isTaken = call.write({ cents: asked, agreed: asked - cents <= 500 });
      // Who does not read the answers is not heard any further.
      if (!isTaken) call.pause().once('drain', () => call.resume());
    });
    // The client has said all it wants; now the server ends its side too.
    call.on('end', () => call.end());
  };

  const listen = listenWith(service, { Get: get, Watch: watch, Total: total, Haggle: haggle });
  return {
    listen,
    /** How often it worked out a price for somebody who watches. */
    get worked() {
      return worked;
    },
  };
}

const unknown = (product: number) => ({
  code: status.NOT_FOUND,
  details: `no product ${product}`,
});

function add(sum: Sum, quantity: number, cents = 0): Sum {
  return { items: sum.items + quantity, cents: sum.cents + quantity * cents };
}
