import {
  closeAfterBytes,
  correct,
  defineScenario,
  every,
  integer,
  must,
  naive,
  resetConnection,
} from 'apilab';
import { answersByPlace, got, pricesOf, resumedAfter, waitsBetweenConnections } from './checks.ts';
import { forget } from './naive/forget.ts';
import { trust } from './naive/trust.ts';
import { resumeAfterLast } from './resume.ts';
import { closedFeed, RETRY_MS, readerOf, tradingFeed } from './setting.ts';

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
    const { params, random, wire } = lab;
    const resume = { resume: resumeAfterLast, forget, trust }[lab.variant];
    // The log lets the first four prices go: far enough back for every reader but one.
    const feed = await tradingFeed(lab, { ...params, window: params.prices - 4, resume });

    const { result: reader } = await lab.step('receive', 'Receive three prices', async () => {
      void feed.trade();
      const opened = await readerOf(lab, feed);
      await opened.receive(3);
      return opened;
    });

    await lab.step('cut', 'Lose the connection', () => feed.tap.inject(resetConnection()));

    await lab.step('catch-up', 'Reconnect and catch up', () => reader.receive(4));

    await lab.step('cut-anywhere', 'Lose it again and again, at random bytes', async () => {
      for (let cut = 1; cut <= params.cuts; cut++) {
        feed.tap.inject(closeAfterBytes({ connection: 2 + cut, bytes: random.integer(1, 700) }));
      }
      feed.tap.inject(resetConnection());
      await lab.untilQuiet();
      // A feed that replays nothing may have too few bytes left for the last cut.
      feed.tap.disarm();
    });
    lab.check('once-in-order', pricesOf(wire), `prices 1-${params.prices}`);
    const { asked, received } = resumedAfter(wire);
    lab.check('last-id-sent', asked, received);
    lab.check(
      'retry-waited',
      waitsBetweenConnections(wire),
      every<string>(`at least ${RETRY_MS} ms`, (wait) => Number.parseInt(wait, 10) >= RETRY_MS),
    );

    const late = await lab.step('too-late', 'Come back when the log has moved on', async () => {
      lab.note('The log has let the first four prices go; this client saw price 2 last.');
      await readerOf(lab, feed, '2');
      await lab.untilQuiet();
    });
    lab.check('gap-announced', got(late.events), 'reset');

    const unknown = await lab.step(
      'unknown-id',
      'Ask to resume from an id that never was',
      async () => {
        await readerOf(lab, feed, 'abc');
        await lab.untilQuiet();
      },
    );
    lab.check(
      'unknown-id-survived',
      unknown.answers.map(({ status }) => `status ${status}`),
      every<string>('below 500', (answer) => !answer.startsWith('status 5')),
    );

    const edges = await lab.step('edges', 'Come back at the edges of a log', async () => {
      const closed = await closedFeed(lab, resume);
      lab.note('Four prices were published; the log holds 3 and 4. Number 5 is still to come.');
      for (const id of ['3', '2', '1', '5']) {
        await readerOf(lab, closed, id);
        await lab.untilQuiet();
      }
    });
    lab.check(
      'edges-of-the-log',
      answersByPlace(edges),
      'after 3: prices 4 · after 2: prices 3-4 · after 1: reset · after 5: reset',
    );
  },
});
