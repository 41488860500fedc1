import { correct, defineScenario, integer, must, naive, should } from 'apilab';
import {
  callers,
  explained,
  gotBy,
  inOneTrace,
  ownFirst,
  passedOn,
  placeOfJob,
  slowest,
  spansOf,
  toldOutside,
} from './checks.ts';
import { allBaggage } from './naive/all-baggage.ts';
import { bareJob } from './naive/bare-job.ts';
import { passOn } from './naive/pass-on.ts';
import { plainLog } from './naive/plain-log.ts';
import { recordsAll } from './naive/records-all.ts';
import { requestId } from './naive/request-id.ts';
import { toTheRight } from './naive/to-the-right.ts';
import { trusting } from './naive/trusting.ts';
import { openShop, type Way } from './setting.ts';
import type { Span } from './tracer.ts';
import { rowsOf, treesOf } from './tree.ts';

const WAYS = {
  traceparent: {},
  'request-id': { carrying: requestId },
  'pass-on': { carrying: passOn },
  trusting: { carrying: trusting },
  'to-the-right': { carrying: toTheRight },
  'records-all': { tracer: recordsAll },
  'bare-job': { jobFields: bareJob },
  'all-baggage': { outside: allBaggage },
  'plain-log': { log: plainLog },
} satisfies Readonly<Record<string, Way>>;

/** What callers send that is no traceparent. */
const BROKEN = [
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
];

/** An app that records nothing, in a trace that another system has written on. */
const UNRECORDED = {
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
  tracestate: 'congo=t61rcWkgMzE',
};

/** One request through four services and a queue, drawn as a tree; and a slow one, found and explained. */
export default defineScenario({
  title: 'Follow one request through all services',
  claim: 'Whatever one request sets going is found by one id, with who called whom.',
  standard: 'trace-context §3.2',
  covers: [
    'obs-trace-context',
    'obs-trace-async-queue',
    'obs-three-pillars',
    'obs-tracestate-baggage',
    'obs-exemplars',
  ],
  focus: ['traceparent', 'tracestate', 'baggage', 'x-request-id'],
  params: {
    parts: integer({ default: 30, min: 20, max: 200, about: 'of how many parts a desk is made' }),
  },
  variants: {
    traceparent: correct('Each service goes on with the trace, as a span below its caller.'),
    'request-id': naive('One X-Request-Id is passed on by all.', [
      'one-trace',
      'tree',
      'job-joined',
      'flag-kept',
    ]),
    'pass-on': naive('The traceparent is passed on as it came.', ['tree', 'job-joined']),
    trusting: naive('The traceparent is split at its dashes.', ['broken-ignored']),
    'to-the-right': naive('What is new in tracestate comes last.', ['own-key-first']),
    'records-all': naive('Each service records everything.', ['flag-kept']),
    'bare-job': naive('A job says what is to be done, and no more.', ['job-joined']),
    'all-baggage': naive('All calls take the same fields along.', ['baggage-kept-home']),
    'plain-log': naive('The log says what happened, and not in which trace.', ['explained']),
  },
  checks: {
    'one-trace': must('send on the trace that a request came with', 'trace-context §3.4'),
    tree: must('name the calling span as the parent', 'lab'),
    'job-joined': should(
      'attach the context to what is queued',
      'otel-messaging §Context propagation',
    ),
    'baggage-kept-home': must(
      'not let baggage out of the house',
      'baggage §Privacy of the baggage header',
    ),
    'broken-ignored': must('ignore a traceparent that is not valid', 'trace-context §3.2.2'),
    'own-key-first': should('put its own key to the left in tracestate', 'trace-context §3.5'),
    'flag-kept': should('respect what was decided about recording', 'trace-context §3.2.2.5.1'),
    explained: must('lead from the metric to trace and log', 'lab'),
  },

  async play(lab) {
    const { step } = lab;
    const shop = await openShop(lab, { parts: lab.params.parts, way: WAYS[lab.variant] });
    const { records, shows, onCall } = shop;

    const order = await step(
      'order',
      'Ada orders, and her app has begun a trace',
      () => shop.order('keyboard'),
      { shows },
    );
    lab.check('one-trace', inOneTrace(order), '3 of 3 requests');
    lab.check('tree', callers(records.spans), 'gateway (orders (stock))');

    const job = await step('job', 'Seconds later a worker mails her', shop.work);
    lab.table(asTree('What her order has set going', records.spans));
    lab.check('job-joined', placeOfJob(records.spans), 'below orders');
    const told = `they are told ${toldOutside(job)}`;
    lab.check('baggage-kept-home', told, 'they are told nothing');

    const apps = await step('apps', 'Three apps send nonsense, one does not record', async () => {
      for (const traceparent of BROKEN) await shop.look('keyboard', { traceparent });
      await shop.look('keyboard', UNRECORDED);
    });
    lab.check('broken-ignored', passedOn(apps, BROKEN), '0 of 3 passed on');
    const { flag, keys } = gotBy(apps, 'stock');
    lab.check('own-key-first', keys, ownFirst);
    lab.check('flag-kept', flag, 'not recorded');

    const found = await step('on-call', 'One of four is slow: metric, trace, log', async () => {
      for (const product of ['keyboard', 'keyboard', 'keyboard', 'desk']) await shop.look(product);
      const id = slowest(await onCall.metrics());
      return { spans: spansOf(await onCall.trace(id)), lines: await onCall.lines(id) };
    });
    const { spans, lines } = found.result;
    lab.table(asTree('The trace that the slow bucket names', spans));
    const looked = lab.params.parts + 1;
    lab.check('explained', explained(spans, lines), `${looked} look-ups · 1 warning`);
  },
});

const asTree = (title: string, spans: readonly Span[]) => ({
  title,
  columns: ['span', 'began', 'took'],
  rows: rowsOf(treesOf(spans)),
});
