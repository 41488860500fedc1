import { correct, defineScenario, may, must, naive, resetConnection } from 'apilab';
import { ordersService, protoTypes } from '../parts/shop.ts';
import { balancer } from './balancer.ts';
import { carried, codesOf, httpStatuses, inOneFrame, seventeen } from './checks.ts';
import { denied } from './naive/denied.ts';
import { httpCodes } from './naive/http-codes.ts';
import { throws } from './naive/throws.ts';
import { ordersServer } from './orders-server.ts';
import { CALLERS, NEVER_ANSWERED, openCaller, REFUSED, TRACE } from './setting.ts';

const SERVERS = {
  'one-of-17': () => ordersServer({ service: ordersService }),
  throws: () => ordersServer({ service: ordersService, refuse: throws }),
  denied: () => ordersServer({ service: ordersService, refuse: denied }),
  'http-codes': httpCodes,
};

const REFUSED_CODES =
  'OK · INVALID_ARGUMENT · NOT_FOUND · ALREADY_EXISTS · FAILED_PRECONDITION · ABORTED · OUT_OF_RANGE · DATA_LOSS';
const MAPPED = 'UNIMPLEMENTED · UNAVAILABLE · UNAVAILABLE · UNAUTHENTICATED';

/** Every call ends with one of 17 codes. HTTP says 200 to all of them. */
export default defineScenario({
  title: 'End every call with the right one of 17 codes',
  claim: 'A program must be able to tell from the code what it can do about a failure.',
  standard: ['grpc-http2 §Responses', 'grpc-code §PERMISSION_DENIED'],
  covers: [
    'grpc-status-codes-all-17',
    'grpc-trailers-only',
    'grpc-unauth-vs-permission',
    'grpc-metadata',
    'grpc-message-size-limit',
  ],
  focus: ['grpc-status', 'grpc-message'],
  // grpc-js takes its time from the process.
  takesOverTime: true,
  variants: {
    'one-of-17': correct('Each reason has its code; what the library ends has one as well.'),
    throws: naive('A refusal is an error with a text that is thrown.', [
      'code-says-why',
      'who-or-may',
      'all-seventeen',
    ]),
    denied: naive('No token, no right, no quota left: all PERMISSION_DENIED.', [
      'who-or-may',
      'all-seventeen',
    ]),
    'http-codes': naive('The HTTP status says it, as in an API over HTTP.', [
      'code-says-why',
      'who-or-may',
      'in-one-frame',
      'size-limited',
      'all-seventeen',
      'always-200',
    ]),
  },
  checks: {
    'code-says-why': must('tell reasons apart by their code', 'lab'),
    'who-or-may': must(
      'say PERMISSION_DENIED neither to strangers nor about a quota',
      'grpc-code §PERMISSION_DENIED',
    ),
    'in-one-frame': may('answer an immediate error with trailers only', 'grpc-http2 §Responses'),
    'size-limited': must('refuse a message that is too large, and keep the connection', 'lab'),
    'bytes-in-base64': must(
      'carry bytes in a field that ends in -bin, as Base64',
      'grpc-http2 §Requests',
    ),
    'status-made-up': must(
      'give the application a status if an answer has none',
      'grpc-http2 §Responses',
    ),
    'always-200': must(
      'answer with :status 200, whatever became of the call',
      'grpc-http2 §Responses',
    ),
    'all-seventeen': must('show each of the 17 codes once', 'lab'),
  },

  async play(lab) {
    const orders = SERVERS[lab.variant](lab.clock);
    const { authority, tap } = await lab.serve('orders', orders.listen, { protoTypes });
    const ada = await openCaller(lab, authority);

    const told = await lab.step(
      'refused',
      'Order once, and be refused for seven reasons',
      async () => [
        await ada.place({ fields: { 'order-id': 'a7' } }),
        ...(await ada.inTurn(REFUSED)),
      ],
    );
    lab.check('code-says-why', codesOf(told.result), REFUSED_CODES);
    lab.check('in-one-frame', inOneFrame(lab.wire, 'orders'), '7 of 7 errors in one frame');

    const who = await lab.step(
      'who',
      'Order without a token, without the right, without a quota',
      () => ada.inTurn(CALLERS),
    );
    lab.check(
      'who-or-may',
      codesOf(who.result),
      'UNAUTHENTICATED · PERMISSION_DENIED · RESOURCE_EXHAUSTED',
    );

    const large = await lab.step('large', 'Send 70,000 bytes, then order as usual', async () => [
      await ada.place({}, { bytes: Buffer.alloc(70_000) }),
      await ada.place(),
    ]);
    lab.check('size-limited', codesOf(large.result), 'RESOURCE_EXHAUSTED · OK');

    const bytes = await lab.step(
      'bytes',
      'Send three bytes that are no text along, and get them back',
      () => ada.place({ fields: { 'trace-bin': TRACE } }),
    );
    lab.check(
      'bytes-in-base64',
      carried(lab.wire, bytes.result),
      '/wD+ there and back · ff00fe read',
    );

    const ended = await lab.step('library', 'Let the library end six calls', async () => {
      const { clock } = lab;
      const unknownMethod = await ada.place({}, { method: '/shop.Orders/Refund' });
      const garbage = await ada.place({}, { bytes: Buffer.from([0xff, 0xff]) });
      const bug = await ada.place({ order: { product: 6 } });
      const late = await ada.place(NEVER_ANSWERED, { timeoutMs: 200 });
      const left = new AbortController();
      clock.setTimer(100, () => left.abort());
      const cancelled = await ada.place(NEVER_ANSWERED, { signal: left.signal });
      tap.inject(resetConnection());
      return [unknownMethod, garbage, bug, late, cancelled, await ada.place()];
    });
    const all = [...told.result, ...who.result, ...ended.result];
    lab.check('all-seventeen', seventeen(all), '17 of 17');
    lab.check('always-200', httpStatuses(lab.wire, 'orders'), ':status 200');

    const proxy = await lab.serve('proxy', balancer([404, 429, 503, 401], lab.clock));
    const behind = await openCaller(lab, proxy.authority);
    const mapped = await lab.step('proxy', 'Call through a proxy that knows HTTP only', () =>
      behind.inTurn([{}, {}, {}, {}]),
    );
    lab.check('status-made-up', codesOf(mapped.result), MAPPED);
  },
});
