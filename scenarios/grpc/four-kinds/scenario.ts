import { fileURLToPath } from 'node:url';
import {
  atMost,
  correct,
  defineScenario,
  may,
  must,
  naive,
  packageRoot,
  protoTypesOf,
  should,
} from 'apilab';
import { framesOf, messagesIn, shapesOfCalls, timeLimits, turns } from './checks.ts';
import { getPrice, haggle, totalOf, watchPrices } from './prices-calls.ts';
import { pricesServer } from './prices-server.ts';
import { askForQuote, quotesServer } from './quotes-server.ts';
import {
  connectTo,
  loadShopProtos,
  type PricesClient,
  type QuotesClient,
  serviceOf,
} from './shop-protos.ts';

const TICK_MS = 250;
const DEADLINE_MS = 1000;

/** The four kinds of calls, and a deadline that holds over three services. */
export default defineScenario({
  title: 'Four kinds of calls, and a deadline for all of a call',
  claim: 'When the caller has no time left, nobody may work for it any more.',
  standard: [] /* gRPC PROTOCOL-HTTP2.md §Requests, §Responses */,
  covers: [
    'grpc-unary',
    'grpc-server-streaming',
    'grpc-client-streaming',
    'grpc-bidi-streaming',
    'grpc-deadline',
    'grpc-deadline-propagation',
    'grpc-protobuf-wire',
  ],
  focus: ['grpc-timeout'],
  takesOverTime: true,
  variants: {
    inherited: correct(
      'Each service gives the next one what is left, and stops when its caller does.',
    ),
    'fresh-deadline': naive('Each service gives the next one a second of its own.', [
      'grpc-07',
      'grpc-08',
    ]),
    'no-deadline': naive('Nobody sets a deadline, so a call may take for ever.', [
      'grpc-06',
      'grpc-07',
      'grpc-08',
    ]),
    'goes-on': naive('A service that streams does not check whether anybody listens.', ['grpc-03']),
  },
  checks: {
    'grpc-01': must('be a POST with te: trailers, and :status 200 whatever the status', 'lab'),
    'grpc-02': should('send no field at its default, unless its presence counts', 'lab'),
    'grpc-03': must('deliver in order, and stop work once the call is cancelled', 'lab'),
    'grpc-04': should('end the upload with an early status; nothing MAY follow it', 'lab'),
    'grpc-05': may('speak in turn, and each MUST end its own [Both sides]', 'lab'),
    'grpc-06': must('have an answer or DEADLINE_EXCEEDED in time [The client]', 'lab'),
    'grpc-07': must('not give the next service more time than is left', 'lab'),
    'grpc-08': should('not work on for a caller that is gone', 'lab'),
  },

  async play({ variant, serve, use, clock, wire, step, note, check }) {
    const protos = loadShopProtos(fileURLToPath(new URL('protos/shop.proto', packageRoot)));
    const protoTypes = protoTypesOf(protos);
    const prices = serviceOf(protos, 'shop.Prices');
    const quotes = serviceOf(protos, 'shop.Quotes');

    const shop = pricesServer({
      service: prices,
      clock,
      tickMs: TICK_MS,
      whenCancelled: variant === 'goes-on' ? 'goes-on' : 'stops',
    });
    const { url } = await serve('prices', shop.listen, { protoTypes });
    const addressOf = (at: { readonly url: string }) => at.url.replace('http://', '');
    const client = await use(connectTo<PricesClient>(prices, url.replace('http://', '')));

    await step(
      'ask-for-a-price-one-message-up-one-down-the-status-last',
      'Ask for a price: one message up, one down, the status last',
      async () => {
        await getPrice(client, 2);
        await getPrice(client, 9);
      },
    );

    const read = await step(
      'ask-for-two-prices-of-0-cents-one-with-a-discount-of-0',
      'Ask for two prices of 0 cents, one with a discount of 0',
      async () => [await getPrice(client, 3), await getPrice(client, 4)],
    );
    const [, ...sent] = messagesIn(framesOf(wire, '/shop.Prices/Get'), 'server-to-client');
    check(
      'grpc-02',
      sent.map(({ byteLength }, n) => `${JSON.stringify(read[n])} in ${byteLength} bytes`),
      ['{"product":3,"cents":0,"discount":0} in 4 bytes', '{"product":4,"cents":0} in 2 bytes'],
    );

    await step(
      'watch-a-price-one-message-up-many-down-cancel-after-three',
      'Watch a price: one message up, many down; cancel after three',
      () => watchPrices(client, { product: 1, count: 3 }),
    );
    await step('nobody-watches-for-a-second', 'Nobody watches for a second', () =>
      clock.sleep(4 * TICK_MS),
    );
    const watched = messagesIn(framesOf(wire, '/shop.Prices/Watch'), 'server-to-client');
    check(
      'grpc-03',
      [...watched.map(({ value }) => centsIn(value)), `worked ${shop.ticks().length} times`],
      [8925, 8950, 8975, 'worked 3 times'],
    );

    await step(
      'send-a-basket-many-up-one-down-the-second-item-is-unknown',
      'Send a basket: many up, one down; the second item is unknown',
      () =>
        totalOf(
          client,
          [1, 99, 2, 3].map((product) => ({ product, quantity: 1 })),
          { clock, everyMs: 100 },
        ),
    );
    check('grpc-04', turns(framesOf(wire, '/shop.Prices/Total')), 'ccSC');

    await step('haggle-many-up-many-down-in-turn', 'Haggle: many up, many down, in turn', () =>
      haggle(client, 6000),
    );
    check('grpc-05', turns(framesOf(wire, '/shop.Prices/Haggle')), 'cscsCS');

    const deadline = (
      {
        inherited: 'inherited',
        'goes-on': 'inherited',
        'no-deadline': 'none',
        'fresh-deadline': DEADLINE_MS,
      } as const
    )[variant];
    const common = { service: quotes, clock, deadline };
    const stock = quotesServer({ ...common, workMs: 500 });
    const toStock = await serve('stock', stock.listen, { client: 'pricing', protoTypes });
    const stockClient = await use(connectTo<QuotesClient>(quotes, addressOf(toStock)));
    const pricing = quotesServer({ ...common, workMs: 350, next: stockClient });
    const toPricing = await serve('pricing', pricing.listen, { client: 'gateway', protoTypes });
    const pricingClient = await use(connectTo<QuotesClient>(quotes, addressOf(toPricing)));
    const gateway = quotesServer({ ...common, workMs: 300, next: pricingClient });
    const toGateway = await serve('gateway', gateway.listen, { protoTypes });
    const gatewayClient = await use(connectTo<QuotesClient>(quotes, addressOf(toGateway)));

    const asked = clock.now();
    let answered = asked;
    await step(
      'give-three-services-one-second-they-would-need-1-150-ms',
      'Give three services one second; they would need 1,150 ms',
      async () => {
        const limit = variant === 'no-deadline' ? {} : { timeoutMs: DEADLINE_MS };
        const status = await askForQuote(gatewayClient, { product: 1, quantity: 1 }, limit);
        answered = clock.now();
        note(`The client has ${status} after ${answered - asked} ms.`);
        await clock.sleep(DEADLINE_MS);
      },
    );
    check('grpc-06', answered - asked, atMost(DEADLINE_MS));
    check('grpc-07', timeLimits(wire, '/shop.Quotes/Get'), [
      'gateway 1000',
      'pricing 700',
      'stock 350',
    ]);
    const late = [gateway, pricing, stock].flatMap(({ finished }) =>
      finished().filter((at) => at > asked + DEADLINE_MS),
    );
    check('grpc-08', late.length, 0);
    check('grpc-01', shapesOfCalls(wire), [
      '200 application/grpc+proto',
      'POST te: trailers application/grpc',
    ]);
  },
});

function centsIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'cents' in value ? value.cents : undefined;
}
