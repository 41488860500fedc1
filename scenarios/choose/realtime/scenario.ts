import { type CrossedWire, correct, defineScenario, integer, must, naive } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { fromTheClientsPlace } from './asking.ts';
import { type Brought, bytesOf, complete, middle, requestsOf, slowest } from './checks.ts';
import { liveOnly } from './naive/live-only.ts';
import { newestOnly } from './naive/newest-only.ts';
import { newsLog } from './news-log.ts';
import { type Ports, TRIP_MS, WAYS, type WayName } from './setting.ts';

/** A step that has the news brought. */
type Told = (bringing: () => Promise<void>) => Promise<CrossedWire>;

/** The same news for one reader, brought in six ways. */
export default defineScenario({
  title: 'Bring the same news in six ways',
  claim: 'Each way brings everything; they differ in when, in bytes, and in requests.',
  covers: ['choose-realtime-matrix', 'sse-vs-ws-vs-polling'],
  // EventSource and grpc-js take their time from the process.
  takesOverTime: true,
  params: {
    events: integer({ default: 60, min: 60, max: 1000, about: 'how much happens', isHerd: true }),
    poll: integer({ default: 1000, min: 20, max: 10_000, about: 'how often to ask, in ms' }),
  },
  variants: {
    'all-of-it': correct('Who asks says how much it has, and gets what came after that.'),
    'newest-only': naive('Who polls gets what is newest.', ['all-brought']),
    'live-only': naive('Who polls long gets what comes while the question is held.', [
      'all-brought',
    ]),
    'ask-often': naive('Who polls asks every 20 ms, to be up to date.', ['asked-in-moderation']),
  },
  checks: {
    'all-brought': must('bring everything, once and in order', 'lab'),
    'asked-in-moderation': must('not ask more often than something happens', 'lab'),
    'polled-in-time': must('poll no later than the interval and two trips', 'lab'),
    'pushed-in-time': must('bring what is pushed in one trip', 'lab'),
    'one-request': must('take one request for a stream, however long', 'lab'),
  },

  async play(lab) {
    const { clock, params } = lab;
    const ports: Ports = {
      pollMs: lab.variant === 'ask-often' ? 20 : params.poll,
      polled: lab.variant === 'newest-only' ? newestOnly : fromTheClientsPlace,
      held: lab.variant === 'live-only' ? liveOnly : fromTheClientsPlace,
    };
    const pauses = Array.from({ length: params.events }, () => lab.random.integer(20, 180));

    /** All of it in one way: the same news, at the same distances. */
    async function bring(way: WayName, told: Told): Promise<Brought> {
      const log = newsLog();
      const happened: number[] = [];
      const delays: number[] = [];
      const products: number[] = [];
      const crossed = await told(async () => {
        const reader = await lab.use(
          WAYS[way](
            lab,
            log,
            ({ product }) => {
              products.push(product);
              delays.push(clock.now() - (happened[product - 1] ?? Number.NaN));
            },
            ports,
          ),
        );
        await clock.sleep(4 * TRIP_MS);
        for (const [n, pauseMs] of pauses.entries()) {
          await clock.sleep(pauseMs);
          happened.push(clock.now());
          log.publish({ product: n + 1, cents: 18_550 + n });
        }
        await clock.sleep(ports.pollMs + 4 * TRIP_MS);
        await reader.close();
        await clock.sleep(2 * TRIP_MS);
      });
      const [requests, bytes] = [requestsOf(crossed), bytesOf(crossed)];
      return { way, products, delays, requests, bytes };
    }

    const poll = await bring('polling', (run) => lab.step('poll', 'Bring it by polling', run));
    const held = await bring('long polling', (run) =>
      lab.step('long-poll', 'Bring it by long polling', run),
    );
    const stream = await bring('event stream', (run) =>
      lab.step('event-stream', 'Bring it by event stream', run),
    );
    const socket = await bring('WebSocket', (run) =>
      lab.step('web-socket', 'Bring it by WebSocket', run),
    );
    const hook = await bring('webhook', (run) => lab.step('webhook', 'Bring it by webhook', run));
    const grpc = await bring('gRPC stream', (run) =>
      lab.step('grpc-stream', 'Bring it by gRPC stream', run),
    );

    const all = [poll, held, stream, socket, hook, grpc];
    lab.check('all-brought', complete(all, params.events), '6 of 6 ways');
    lab.check('asked-in-moderation', `${poll.requests} requests`, beginsAtMost(params.events));
    const latest = ports.pollMs + 2 * TRIP_MS;
    lab.check('polled-in-time', slowest([poll]), beginsAtMost(latest));
    lab.check('pushed-in-time', slowest([stream, socket, grpc]), beginsAtMost(TRIP_MS));
    const streams = [stream, socket, grpc].map(({ requests }) => requests);
    lab.check('one-request', streams.join(' · '), '1 · 1 · 1');

    lab.table({
      title: `${params.events} pieces of news, a trip of ${TRIP_MS} ms`,
      columns: ['by', 'requests', 'bytes each', 'middle', 'worst'],
      rows: all.map((one) => [
        one.way,
        `${one.requests}`,
        `${Math.round(one.bytes / params.events)}`,
        `${middle(one)} ms`,
        `${Math.max(...one.delays)} ms`,
      ]),
    });
    lab.figure('polling at the worst', Math.max(...poll.delays), 'ms');
    lab.figure('long polling', held.requests, 'requests');
    lab.figure('read by polling', new Set(poll.products).size, 'events');
  },
});
