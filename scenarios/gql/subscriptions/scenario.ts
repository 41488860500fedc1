import { correct, defineScenario, listening, must, naive, resetConnection } from 'apilab';
import { afterComplete, endedWith, errorsTold, heard, left, streamed } from './checks.ts';
import { untilReturned } from './follow.ts';
import { liveGraph } from './live-graph.ts';
import { liveServer } from './live-server.ts';
import { generator } from './naive/generator.ts';
import { homemade } from './naive/homemade.ts';
import { priceFeed } from './price-feed.ts';
import { init, market, pricesOf, reader, stranger, subscribe, TOKEN } from './setting.ts';
import { transportWs } from './transport-ws.ts';

const WAYS = {
  'transport-ws': { follow: untilReturned, transport: transportWs },
  homemade: { follow: untilReturned, transport: homemade },
  generator: { follow: generator, transport: transportWs },
};
/** How long a client may take to begin. */
const BEGIN_MS = 3000;

/** Prices to subscribe to, over WebSocket and as an event stream. */
export default defineScenario({
  title: 'Subscribe, and be let go of',
  claim: 'Who may subscribe is told each price, and who is gone leaves nothing behind.',
  standard: 'graphql-2025 §6.2.3',
  covers: ['gql-subscription-ws', 'gql-subscription-sse', 'gql-subscription-cleanup'],
  variants: {
    'transport-ws': correct('graphql-transport-ws, and a source that ends when it is told to.'),
    homemade: naive('The messages of the protocol by hand, and none of its rules.', [
      'nothing-late',
      'errors-told',
      'ack-first',
      'init-once',
      'ids-unique',
      'format-kept',
      'source-let-go',
    ]),
    generator: naive('The source is a generator that waits for the next price.', [
      'nothing-late',
      'source-let-go',
      'stream-let-go',
    ]),
  },
  checks: {
    'each-told': must('tell each operation what it asked for', 'lab'),
    'nothing-late': must('send nothing for what was stopped', 'lab'),
    'errors-told': must('tell what is wrong, and keep the connection', 'lab'),
    'ack-first': must('execute only what comes behind the ack', 'lab'),
    'init-once': must('take one connection_init, in time', 'lab'),
    'ids-unique': must('have one subscriber for an id', 'lab'),
    'format-kept': must('close over what the protocol does not know', 'lab'),
    'source-let-go': must('stop listening for who is gone', 'lab'),
    'same-as-events': must('tell the same as an event stream', 'lab'),
    'stream-let-go': must('stop listening when a stream is left', 'lab'),
  },
  // graphql-ws takes its time from the process.
  takesOverTime: true,

  async play(lab) {
    const { clock, step, wire } = lab;
    const still = () => clock.sleep(0);
    const { follow, transport } = WAYS[lab.variant];
    const feed = priceFeed();
    const trade = market(lab, feed);
    const server = liveServer({
      ...{ graph: liveGraph(feed, follow), transport },
      mayConnect: ({ token }) => token === TOKEN,
      ...{ beginWithinMs: BEGIN_MS, pingEveryMs: 0 },
    });
    const { wsUrl, tap } = await lab.serve('graph', (at) => listening(server, at), {
      client: 'ada',
    });
    const url = `${wsUrl}/graphql`;

    const ada = await lab.use(reader(url));
    await step('follow', 'Follow two stocks, and stop following one', async () => {
      const stop = ada.follow('ABC');
      await still();
      ada.follow('XYZ');
      await still();
      await trade(2);
      await still();
      stop();
      await still();
      await trade(1);
    });
    lab.check('each-told', heard(ada.told('ABC'), ada.told('XYZ')), 'ABC 1 2 · XYZ 1 2 3');
    lab.check('nothing-late', afterComplete(wire.frames(), 'op1'), '0 messages');

    const typos = await step('typos', 'Ask for what is not there', async () => {
      const bob = await lab.use(stranger(url));
      bob.say(init());
      await still();
      bob.say(subscribe('a', 'subscription { weather }'), subscribe('b', 'subscription {'));
      await still();
    });
    lab.check('errors-told', errorsTold(typos), '2 errors · still open');

    /** Says something to a connection of its own, and gives the code with which the server ends it. */
    async function provoke(messages: readonly (object | string)[], subprotocol?: string) {
      const before = wire.frames().length;
      const eve = await lab.use(stranger(url, subprotocol));
      for (const message of messages) {
        eve.say(message);
        await still();
      }
      await Promise.race([eve.closed, clock.sleep(BEGIN_MS + 1000)]);
      return endedWith(wire.frames().slice(before));
    }
    const codes = await step('codes', 'Break each rule of the protocol once', async () => ({
      first: [await provoke([subscribe('a')]), await provoke([init(null)])],
      init: [await provoke([]), await provoke([init(), init()])],
      ids: [await provoke([init(), subscribe('a'), subscribe('a')])],
      format: [await provoke([init(), '{"type":"start"}']), await provoke([], 'graphql-ws')],
    }));
    const { result } = codes;
    lab.check('ack-first', result.first.join(' · '), '4401 · 4403');
    lab.check('init-once', result.init.join(' · '), '4408 · 4429');
    lab.check('ids-unique', result.ids.join(), '4409');
    lab.check('format-kept', result.format.join(' · '), '4400 · 4406');

    await step('gone', 'Close one, and lose the other', async () => {
      const cleo = await lab.use(stranger(url));
      cleo.say(init());
      await still();
      cleo.say(subscribe('a'));
      await still();
      cleo.leave(1001);
      await still();
      tap.inject(resetConnection({ connection: 1 }));
      await still();
    });
    lab.check('source-let-go', left(feed.listeners), '0 listeners');

    const stale = feed.listeners;
    const leaving = new AbortController();
    const events = await step('events', 'Follow as an event stream, and leave', async () => {
      const { signal } = leaving;
      const answer = await lab.party('ada').fetch('http://graph/graphql/stream', {
        ...{ method: 'POST', signal, body: JSON.stringify({ query: pricesOf('ABC') }) },
        headers: {
          authorization: `Bearer ${TOKEN}`,
          ...{ 'content-type': 'application/json', accept: 'text/event-stream' },
        },
      });
      void answer.text().catch(() => {});
      await still();
      await trade(3);
      leaving.abort();
      await still();
    });
    lab.check('same-as-events', streamed(events), 'ABC 4 5 6');
    lab.check('stream-let-go', left(feed.listeners - stale), '0 listeners');
  },
});
