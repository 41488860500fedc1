import {
  atMost,
  closeAfterBytes,
  correct,
  defineScenario,
  every,
  integer,
  must,
  naive,
  resetConnection,
} from 'apilab';
import { inShort, resumedAfter, waitsBetweenConnections } from './checks.ts';
import { forget } from './naive/forget.ts';
import { trust } from './naive/trust.ts';
import { priceFeed } from './price-feed.ts';
import { priceReader } from './price-reader.ts';
import { replayMissed } from './resume.ts';

const RETRY_MS = 1000;
const TICK_MS = 250;

/** A client that loses its connection resumes without missing an event. */
export default defineScenario({
  title: 'Resume a dropped stream with Last-Event-ID',
  claim: 'A client that loses its connection must miss nothing.',
  standard: 'html §9.2.4',
  covers: [
    'sse-replay-last-event-id',
    'sse-retry-field',
    'sse-replay-window-exceeded',
    'sse-last-event-id-invalid',
  ],
  focus: ['last-event-id'],
  params: {
    prices: integer({
      default: 20,
      min: 16,
      max: 1000,
      about: 'how many prices the feed publishes',
    }),
    cuts: integer({ default: 2, min: 0, max: 50, about: 'how many more cuts at random bytes' }),
  },
  variants: {
    resume: correct('The feed keeps a log and replays what came after Last-Event-ID.'),
    forget: naive('The feed is live only: it does not look at Last-Event-ID.', [
      'once-in-order',
      'gap-announced',
      'edges-of-the-log',
    ]),
    trust: naive('The feed takes any Last-Event-ID for a number.', ['unknown-id-survived']),
  },
  checks: {
    'once-in-order': must('deliver every event exactly once, in order', 'lab'),
    'last-id-sent': must(
      'send, on reconnect, the id of the last event received whole',
      'html §9.2.3',
    ),
    'retry-waited': must('wait the time of the retry field before reconnecting', 'html §9.2.3'),
    'gap-announced': must('announce a gap that the log cannot fill, never hide it', 'lab'),
    'unknown-id-survived': must('not answer an unknown Last-Event-ID with a server error', 'lab'),
    'edges-of-the-log': must('replay a log to its edges, and announce what lies beyond', 'lab'),
  },
  // The client takes its reconnection time from the process.
  takesOverTime: true,

  async play(lab) {
    const { params, clock, random, wire } = lab;
    const resume = { resume: replayMissed, forget, trust }[lab.variant];
    // The log forgets the first four prices: far enough back for every reader but one.
    const feed = priceFeed({ window: params.prices - 4, retryMs: RETRY_MS, resume });
    const prices = await lab.serve('prices', feed);
    const readerOf = (url: string, lastEventId?: string) =>
      lab.use(
        priceReader({
          url: `${url}/prices`,
          fetch: lab.client(),
          ...(lastEventId !== undefined && { lastEventId }),
        }),
      );

    /** The market moves every quarter of a second, whether anybody listens or not. */
    async function trade(): Promise<void> {
      for (let cents = 18_550, n = 0; n < params.prices; n++) {
        await clock.sleep(TICK_MS);
        feed.publish({ stock: 'ABC', cents });
        cents += random.integer(-40, 40);
      }
    }

    const { result: reader } = await lab.step('receive', 'Receive three prices', async () => {
      void trade();
      const opened = await readerOf(prices.url);
      await opened.receive(3);
      return opened;
    });

    await lab.step('cut', 'Lose the connection', () => prices.tap.inject(resetConnection()));

    await lab.step('catch-up', 'Reconnect and catch up', () => reader.receive(4));

    await lab.step('cut-anywhere', 'Lose it again and again, at random bytes', async () => {
      for (let cut = 1; cut <= params.cuts; cut++) {
        const bytes = random.integer(1, 700);
        prices.tap.inject(closeAfterBytes({ connection: 2 + cut, bytes }));
      }
      prices.tap.inject(resetConnection());
      await lab.untilQuiet();
    });
    const published = Array.from({ length: params.prices }, (_, index) => String(index + 1));
    lab.check(
      'once-in-order',
      wire.events('prices').map(({ id }) => id),
      published,
    );
    const { asked, received } = resumedAfter(wire);
    lab.check('last-id-sent', asked, received);
    lab.check(
      'retry-waited',
      waitsBetweenConnections(wire),
      every<number>(`is ${RETRY_MS} ms`, (wait) => wait === RETRY_MS),
    );

    const late = await lab.step('too-late', 'Come back when the log has moved on', async () => {
      lab.note('The log has let the first four prices go; this client saw price 2 last.');
      await readerOf(prices.url, '2');
      await lab.untilQuiet();
    });
    lab.check('gap-announced', inShort(late.events), 'reset');

    const unknown = await lab.step(
      'unknown-id',
      'Ask to resume from an id that never was',
      async () => {
        await readerOf(prices.url, 'abc');
        await lab.untilQuiet();
      },
    );
    lab.check('unknown-id-survived', unknown.answers[0]?.status, atMost(499));

    const short = priceFeed({ window: 2, retryMs: RETRY_MS, resume });
    for (let n = 0; n < 4; n++) short.publish({ stock: 'ABC', cents: 18_550 + n });
    const edge = await lab.serve('edge', short);
    const ids = ['3', '2', '1', '5'];
    const edges = await lab.step('edges', 'Come back at the edges of a log', async () => {
      lab.note('Four prices were published; the log holds 3 and 4. Number 5 is still to come.');
      for (const id of ids) {
        await readerOf(edge.url, id);
        await lab.untilQuiet();
      }
    });
    const got = edges.requests.map(({ connection }) =>
      inShort(edges.events.filter((event) => event.connection === connection)),
    );
    lab.check(
      'edges-of-the-log',
      got.map((events, n) => `after ${ids[n]}: ${events}`).join(' · '),
      'after 3: 4 · after 2: 3 4 · after 1: reset · after 5: reset',
    );
  },
});
