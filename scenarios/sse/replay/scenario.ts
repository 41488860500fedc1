import { atMost, closeAfterBytes, correct, defineScenario, every, fieldOf, integer, naive, resetConnection, type Seen, type SseEvent, must, should } from 'apilab';
import { eventReader } from './event-reader.ts';
import { priceFeed } from './price-feed.ts';

const RETRY_MS = 1000;
const TICK_MS = 250;

/** A client that loses its connection resumes without missing an event. */
export default defineScenario({
  title: 'Resume a dropped stream with Last-Event-ID',
  claim: 'A client that loses its connection must miss nothing.',
  standard: [] /* HTML Standard §9.2.4 */,
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
      'sse-01',
      'sse-04',
      'sse-06',
    ]),
    trust: naive('The feed takes any Last-Event-ID for a number.', ['sse-05']),
  },
  checks: {
    'sse-01': must('deliver every event exactly once, in order', 'lab'),
    'sse-02': must('send, on reconnect, the id of the last event received whole', 'lab'),
    'sse-03': must('wait the time of the retry field before reconnecting', 'lab'),
    'sse-04': must('announce a gap that the log cannot fill, never hide it', 'lab'),
    'sse-05': must('not answer an unknown Last-Event-ID with a server error', 'lab'),
    'sse-06': must('replay a log to its edges, and announce what lies beyond', 'lab'),
  },

  async play({
    variant,
    params,
    serve,
    client,
    clock,
    random,
    step,
    note,
    check,
    wire,
    untilQuiet,
  }) {
    const lastEventId = ({ resume: 'replay', forget: 'ignore', trust: 'trust' } as const)[variant];
    // The log forgets the first four prices: far enough back for every reader but one.
    const feed = priceFeed({ window: params.prices - 4, retryMs: RETRY_MS, lastEventId });
    const prices = await serve('prices', feed);
    const url = `${prices.url}/prices`;

    /** The market moves every quarter of a second, whether anybody listens or not. */
    async function trade(): Promise<void> {
      for (let cents = 18_550, n = 0; n < params.prices; n++) {
        await clock.sleep(TICK_MS);
        feed.publish({ stock: 'ABC', cents });
        cents += random.integer(-40, 40);
      }
    }

    const reader = await step('receive-three-prices', 'Receive three prices', async () => {
      void trade();
      const reader = eventReader({ url, fetch: client(), clock });
      await reader.receive(3);
      return reader;
    });

    await step('lose-the-connection', 'Lose the connection', () => prices.tap.inject(resetConnection()));

    await step('reconnect-and-catch-up', 'Reconnect and catch up', () => reader.receive(4));

    await step('lose-it-again-and-again-at-random-bytes', 'Lose it again and again, at random bytes', async () => {
      for (let cut = 1; cut <= params.cuts; cut++) {
        const bytes = random.integer(1, 700);
        prices.tap.inject(closeAfterBytes({ connection: 2 + cut, bytes }));
      }
      prices.tap.inject(resetConnection());
      await untilQuiet();
    });

    const delivered = wire.events('prices');
    const published = Array.from({ length: params.prices }, (_, index) => String(index + 1));
    check(
      'sse-01',
      delivered.map(({ id }) => id),
      published,
    );

    const [, ...reconnections] = wire.requests('prices');
    const lastWhole = reconnections.map(
      ({ at }) => delivered.findLast((event) => event.at < at)?.id,
    );
    check(
      'sse-02',
      reconnections.map((request) => fieldOf(request, 'last-event-id')),
      lastWhole,
    );

    const connections = wire.connections('prices');
    const waits = connections
      .slice(1)
      .map(({ openedAt }, n) => openedAt - (connections[n]?.endedAt ?? 0));
    check(
      'sse-03',
      waits,
      every<number>(`is ${RETRY_MS} ms`, (wait) => wait === RETRY_MS),
    );

    await step('come-back-when-the-log-has-moved-on', 'Come back when the log has moved on', async () => {
      note('The log has let the first four prices go; this client saw price 2 last.');
      eventReader({ url, fetch: client(), clock, lastEventId: '2' });
      await untilQuiet();
    });
    const afterGap = wire.events('prices').slice(delivered.length);
    check(
      'sse-04',
      afterGap.map(({ event }) => event),
      ['reset'],
    );

    await step('ask-to-resume-from-an-id-that-never-was', 'Ask to resume from an id that never was', async () => {
      eventReader({ url, fetch: client(), clock, lastEventId: 'abc' });
      await untilQuiet();
    });
    const answer = wire.responses('prices').at(-1);
    check('sse-05', answer?.status, atMost(499));

    const short = priceFeed({ window: 2, retryMs: RETRY_MS, lastEventId });
    for (let n = 0; n < 4; n++) short.publish({ stock: 'ABC', cents: 18_550 + n });
    const edge = await serve('prices', short);
    const ids = ['3', '2', '1', '5'];
    await step('come-back-at-the-edges-of-a-log', 'Come back at the edges of a log', async () => {
      note('Four prices were published; the log holds 3 and 4. Number 5 is still to come.');
      for (const lastEventId of ids) {
        eventReader({ url: `${edge.url}/prices`, fetch: client(), clock, lastEventId });
        await untilQuiet();
      }
    });
    const found = wire
      .requests('prices')
      .slice(-ids.length)
      .map(({ connection }) =>
        wire.events('prices').filter((event) => event.connection === connection),
      );
    check(
      'sse-06',
      found.map((events, n) => `after ${ids[n]}: ${gist(events)}`).join(' · '),
      'after 3: 4 · after 2: 3 4 · after 1: reset · after 5: reset',
    );
  },
});

/** What a reader got: prices by their numbers, or that something is missing. */
function gist(events: readonly Seen<SseEvent>[]): string {
  const words = events.map(({ event, id }) => (event === 'tick' ? id : event));
  return words.length === 0 ? 'nothing' : words.join(' ');
}
