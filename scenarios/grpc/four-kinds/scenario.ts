import { fileURLToPath } from 'node:url';
import { atMost, correct, defineScenario, naive, packageRoot, protoTypesOf } from 'apilab';
import {
  framesOf,
  messagesIn,
  shapesOfCalls,
  timeLimits,
  turns,
} from './checks.ts';
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
  id: 'grpc-four-kinds',
  title: 'Four kinds of calls, and a deadline for all of a call',
  claim: 'When the caller has no time left, nobody may work for it any more.',
  standard: 'gRPC PROTOCOL-HTTP2.md §Requests, §Responses',
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
      'GRPC-07',
      'GRPC-08',
    ]),
    'no-deadline': naive('Nobody sets a deadline, so a call may take for ever.', [
      'GRPC-06',
      'GRPC-07',
      'GRPC-08',
    ]),
    'goes-on': naive('A service that streams does not check whether anybody listens.', ['GRPC-03']),
  },
  checks: {
    'GRPC-01': 'MUST be a POST with te: trailers, and :status 200 whatever the status',
    'GRPC-02': 'SHOULD send no field at its default, unless its presence counts',
    'GRPC-03': 'MUST deliver in order, and stop work once the call is cancelled',
    'GRPC-04': 'SHOULD end the upload with an early status; nothing MAY follow it',
    'GRPC-05': 'Both sides MAY speak in turn, and each MUST end its own',
    'GRPC-06': 'The client MUST have an answer or DEADLINE_EXCEEDED in time',
    'GRPC-07': 'MUST NOT give the next service more time than is left',
    'GRPC-08': 'SHOULD NOT work on for a caller that is gone',
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

    await step('Ask for a price: one message up, one down, the status last', async () => {
      await getPrice(client, 2);
      await getPrice(client, 9);
    });

    const read = await step('Ask for two prices of 0 cents, one with a discount of 0', async () => [
      await getPrice(client, 3),
      await getPrice(client, 4),
    ]);
    const [, ...sent] = messagesIn(framesOf(wire, '/shop.Prices/Get'), 'server-to-client');
    check(
      'GRPC-02',
      sent.map(({ byteLength }, n) => `${JSON.stringify(read[n])} in ${byteLength} bytes`),
      ['{"product":3,"cents":0,"discount":0} in 4 bytes', '{"product":4,"cents":0} in 2 bytes'],
    );

    await step('Watch a price: one message up, many down; cancel after three', () =>
      watchPrices(client, { product: 1, count: 3 }),
    );
    await step('Nobody watches for a second', () => clock.sleep(4 * TICK_MS));
    const watched = messagesIn(framesOf(wire, '/shop.Prices/Watch'), 'server-to-client');
    check(
      'GRPC-03',
      [...watched.map(({ value }) => centsIn(value)), `worked ${shop.ticks().length} times`],
      [8925, 8950, 8975, 'worked 3 times'],
    );

    await step('Send a basket: many up, one down; the second item is unknown', () =>
      totalOf(
        client,
        [1, 99, 2, 3].map((product) => ({ product, quantity: 1 })),
        { clock, everyMs: 100 },
      ),
    );
    check('GRPC-04', turns(framesOf(wire, '/shop.Prices/Total')), 'ccSC');

    await step('Haggle: many up, many down, in turn', () => haggle(client, 6000));
    check('GRPC-05', turns(framesOf(wire, '/shop.Prices/Haggle')), 'cscsCS');

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
    await step('Give three services one second; they would need 1,150 ms', async () => {
      const limit = variant === 'no-deadline' ? {} : { timeoutMs: DEADLINE_MS };
      const status = await askForQuote(gatewayClient, { product: 1, quantity: 1 }, limit);
      answered = clock.now();
      note(`The client has ${status} after ${answered - asked} ms.`);
      await clock.sleep(DEADLINE_MS);
    });
    check('GRPC-06', answered - asked, atMost(DEADLINE_MS));
    check('GRPC-07', timeLimits(wire, '/shop.Quotes/Get'), [
      'gateway 1000',
      'pricing 700',
      'stock 350',
    ]);
    const late = [gateway, pricing, stock].flatMap(({ finished }) =>
      finished().filter((at) => at > asked + DEADLINE_MS),
    );
    check('GRPC-08', late.length, 0);
    check('GRPC-01', shapesOfCalls(wire), [
      '200 application/grpc+proto',
      'POST te: trailers application/grpc',
    ]);
  },
});

function centsIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'cents' in value ? value.cents : undefined;
}
