import { correct, defineScenario, must, naive, should } from 'apilab';
import { framesOf, sortsOf } from '../parts/call-checks.ts';
import { pricesService, protoTypes } from '../parts/shop.ts';
import { connectTo, type PricesClient } from '../parts/shop-protos.ts';
import { ends, pricesInBytes, sentOf, turns, watchedCents } from './checks.ts';
import { goesOn } from './naive/goes-on.ts';
import { getPrice, haggle, totalOf, watchPrices } from './prices-calls.ts';
import { onceCancelled, pricesServer } from './prices-server.ts';

const TICK_MS = 250;

/** One question and one answer, a stream down, a stream up, and both at once. */
export default defineScenario({
  title: 'Four kinds of calls on one connection',
  claim: 'Each side may send one message or many, and both are told how the call ended.',
  standard: ['grpc-http2 §Requests', 'grpc-http2 §Responses'],
  covers: [
    'grpc-unary',
    'grpc-server-streaming',
    'grpc-client-streaming',
    'grpc-bidi-streaming',
    'grpc-protobuf-wire',
  ],
  // grpc-js takes its time from the process.
  takesOverTime: true,
  variants: {
    'four-kinds': correct('Each side stops where the other one has heard enough.'),
    'goes-on': naive('The service that streams does not check whether anybody listens.', [
      'stops-when-cancelled',
    ]),
  },
  checks: {
    'post-with-te': must('be a POST with te: trailers', 'grpc-http2 §Requests'),
    'always-200': must(
      'answer with :status 200, whatever became of the call',
      'grpc-http2 §Responses',
    ),
    'defaults-left-out': must('send no field at its default, unless its presence counts', 'lab'),
    'in-order': must(
      'deliver the messages of a call in order',
      'grpc-concepts §Service definition',
    ),
    'stops-when-cancelled': should(
      'stop work once a call is cancelled',
      'grpc-cancellation §Overview',
    ),
    'upload-stopped': must('end an upload as soon as it is refused', 'lab'),
    'in-turn': must('let both sides speak before either has ended', 'lab'),
    'both-ended': must('end each side with END_STREAM', 'grpc-http2 §Requests'),
  },

  async play(lab) {
    const { clock, wire } = lab;
    const stopWork = { 'four-kinds': onceCancelled, 'goes-on': goesOn }[lab.variant];
    const shop = pricesServer({ service: pricesService, clock, tickMs: TICK_MS, stopWork });
    const { authority } = await lab.serve('prices', shop.listen, { protoTypes });
    const client = await lab.use(connectTo<PricesClient>(pricesService, authority));

    await lab.step(
      'unary',
      'Ask for a price: one message up, one down, the status last',
      async () => {
        await getPrice(client, 2);
        await getPrice(client, 9);
      },
    );

    const { result: read } = await lab.step(
      'zero',
      'Ask for two prices of 0 cents, one with a discount of 0',
      async () => [await getPrice(client, 3), await getPrice(client, 4)],
    );
    lab.check(
      'defaults-left-out',
      pricesInBytes(wire, '/shop.Prices/Get', read),
      '{"product":3,"cents":0,"discount":0} in 4 bytes · {"product":4,"cents":0} in 2 bytes',
    );

    await lab.step('watch', 'Watch a price: one message up, many down; cancel after three', () =>
      watchPrices(client, { product: 1, count: 3 }),
    );
    await lab.step('nobody-watches', 'Nobody watches for a second', () => clock.sleep(4 * TICK_MS));
    lab.check('in-order', watchedCents(wire, '/shop.Prices/Watch'), '8925, 8950, 8975 cents');
    lab.check('stops-when-cancelled', `${shop.worked} prices worked out`, '3 prices worked out');

    await lab.step('basket', 'Send a basket: many up, one down; the second item is unknown', () => {
      lab.note(
        'After an early status the protocol asks both sides for RST_STREAM with NO_ERROR. This library ends the stream with END_STREAM.',
      );
      const basket = [1, 99, 2, 3].map((product) => ({ product, quantity: 1 }));
      return totalOf(client, basket, { clock, everyMs: 100 });
    });
    lab.check(
      'upload-stopped',
      sentOf(framesOf(wire, '/shop.Prices/Total'), 4),
      '2 of 4 items sent',
    );

    await lab.step('haggle', 'Haggle: many up, many down, in turn', () => haggle(client, 6000));
    const haggled = framesOf(wire, '/shop.Prices/Haggle');
    lab.check('in-turn', turns(haggled), 'client, server, client, server');
    lab.check('both-ended', ends(haggled), 'client, server');
    lab.check(
      'post-with-te',
      sortsOf(wire, 'request', [':method', 'te']),
      ':method: POST, te: trailers',
    );
    lab.check('always-200', sortsOf(wire, 'response', [':status']), ':status: 200');
  },
});
