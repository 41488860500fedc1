import {
  atMost,
  blackHole,
  closeAfterBytes,
  correct,
  defineScenario,
  integer,
  must,
  naive,
  should,
} from 'apilab';
import { busiestWindow, histogram } from 'apilab/parts/checks/crowd';
import { chatClient } from './chat-client.ts';
import { chatServer } from './chat-server.ts';
import {
  acceptsThatFit,
  answersToOtherVersions,
  audience,
  endOfStream,
  hastyReturns,
  heardInRooms,
  returnsOf,
  rosterOf,
  runs,
  toldGone,
} from './checks.ts';
import { offerVersion8 } from './old-client.ts';
import { FIRST_MS, lockStep, spreadOut } from './reconnect-delay.ts';

const PING_MS = 30_000;
const PONG_MS = 10_000;
const STABLE_MS = 10_000;
/** No frame that says something to a room is shorter: what breaks before this byte breaks inside it. */
const SHORTEST_BYTES = 37;
/** How long a restarting server closes whoever comes. */
const DOWN_MS = 12_000;

/** A chat whose members lose their connections, and nothing else. */
export default defineScenario({
  title: 'A chat that survives its connections',
  claim: 'Members may lose their connection at any byte, and must not lose or repeat a message.',
  standard: [] /* RFC 6455 §4.2.2, §5.5.2, §7.2.3 */,
  covers: [
    'ws-handshake',
    'ws-rooms-broadcast',
    'ws-private-message-presence',
    'ws-heartbeat-ping-pong',
    'ws-reconnect-backoff-jitter',
    'ws-resume-missed-messages',
  ],
  params: {
    cuts: integer({ default: 20, min: 1, max: 100, about: 'how often one connection breaks' }),
    crowd: integer({ default: 100, min: 40, max: 500, about: 'how many lose a restarting server' }),
  },
  variants: {
    resume: correct('Numbered messages, an outbox, pings with a deadline, returns spread out.'),
    'live-only': naive('The server sends only what is said from now on.', ['ws-07']),
    'fire-and-forget': naive('Clients send once, connected or not, and wait for no ack.', [
      'ws-08',
    ]),
    'no-deadline': naive('The server pings, and never checks for the pong.', ['ws-05', 'ws-06']),
    'lock-step': naive('Clients return after 1, 2, 4, ... seconds, all of them.', ['ws-09']),
    'reset-on-open': naive('Any connection that opens makes the delays begin anew.', [
      'ws-09',
      'ws-10',
    ]),
  },
  checks: {
    'ws-01': must('be the hash of the key and the GUID [The accept]', 'lab'),
    'ws-02': must('refuse another version with 426, and name version 13', 'lab'),
    'ws-03': must('reach whoever is in the room, and nobody else', 'lab'),
    'ws-04': must('reach its recipient alone [A private message]', 'lab'),
    'ws-05': must('find a silent peer within one ping and its deadline', 'lab'),
    'ws-06': must('tell the others who is really there', 'lab'),
    'ws-07': must('bring each member every message once, in order', 'lab'),
    'ws-08': must('keep everything that is said once, connected or not', 'lab'),
    'ws-09': should('come back at random times, not all at once', 'lab'),
    'ws-10': should('wait longer each time, until a connection lasts', 'lab'),
  },

  async play(lab) {
    const { variant, params, clock, random, wire, step, note, check, together, chart } = lab;

    const chat = chatServer({
      clock,
      heartbeat: { intervalMs: PING_MS, timeoutMs: variant === 'no-deadline' ? 'none' : PONG_MS },
      resume: variant === 'live-only' ? 'live-only' : 'replay',
    });
    const server = await lab.serve('chat', chat.listen, { client: 'ada' });

    const newClient = (user: string, { url }: { readonly url: string }) =>
      lab.use(
        chatClient({
          url: url.replace('http:', 'ws:'),
          user,
          clock,
          random: random.fork(user),
          reconnectDelay: variant === 'lock-step' ? lockStep : spreadOut,
          silenceMs: PING_MS + PONG_MS,
          stableMs: variant === 'reset-on-open' ? 0 : STABLE_MS,
          unsent: variant === 'fire-and-forget' ? 'lost' : 'kept',
        }),
      );
    const carolsLine = await server.reachedBy('carol');
    const bensLine = await server.reachedBy('ben');
    const crowdsLine = await server.reachedBy('crowd');
    const oldLine = await server.reachedBy('old');
    const ada = await newClient('ada', server);
    const ben = await newClient('ben', bensLine);
    const carol = await newClient('carol', carolsLine);

    await step(
      'shake-hands-and-fail-to-with-a-version-of-the-past',
      'Shake hands, and fail to with a version of the past',
      async () => {
        ada.connect();
        await clock.sleep(0);
        await offerVersion8(oldLine.url.replace('http:', 'ws:'));
      },
    );
    check('ws-02', answersToOtherVersions(wire), ['426 13']);

    await step('three-meet-in-two-rooms', 'Three meet in two rooms', async () => {
      await together([async () => ben.connect(), async () => carol.connect()]);
      await together([
        async () => carol.join('@carol'),
        async () => ada.join('lobby'),
        async () => ben.join('lobby'),
        async () => carol.join('lobby'),
        async () => ada.join('kitchen'),
        async () => ben.join('kitchen'),
      ]);
    });

    await step(
      'what-is-said-reaches-a-room-or-one-person',
      'What is said reaches a room, or one person',
      () =>
        together([
          async () => ada.say('lobby', 'hello all'),
          async () => ben.say('kitchen', 'tea?'),
          async () => ada.say('@carol', 'for you alone'),
          async () => ben.leave('kitchen'),
          async () => ada.say('kitchen', 'ben?'),
        ]),
    );
    const [inLobby, inKitchen, toCarol, afterLeaving] = audience(wire);
    check(
      'ws-03',
      [inLobby, inKitchen, afterLeaving],
      ['lobby 1: ada ben carol', 'kitchen 1: ada ben', 'kitchen 2: ada'],
    );
    check('ws-04', toCarol, '@carol 1: carol');

    const since = clock.now();
    await step('carol-falls-into-a-black-hole', 'Carol falls into a black hole', async () => {
      carolsLine.tap.inject(blackHole());
      note('Her connection is dead, and nobody was told: no FIN, no RST. Pings go unanswered.');
      await together([
        async () => ada.say('lobby', 'carol?'),
        async () => ada.say('@carol', 'call me'),
      ]);
      await clock.sleep(PING_MS + PONG_MS);
    });
    const foundAfterMs = toldGone(wire, { user: 'carol', member: 'ada', since });
    check('ws-05', foundAfterMs, atMost(PING_MS + PONG_MS));
    check('ws-06', rosterOf(wire, 'lobby', 'ada'), ['ada', 'ben']);

    await step(
      'carol-hears-no-ping-comes-back-and-catches-up',
      'Carol hears no ping, comes back, and catches up',
      () => clock.sleep(FIRST_MS + STABLE_MS),
    );

    const often = params.cuts === 1 ? 'once' : `${params.cuts} times`;
    await step(`Ben's connection breaks ${often}, inside a message`, async () => {
      for (let cut = 1; cut <= params.cuts; cut++) {
        const direction = cut % 2 === 0 ? 'client-to-server' : 'server-to-client';
        const bytes = endOfStream(wire, 'ben', direction) + random.integer(1, SHORTEST_BYTES - 1);
        bensLine.tap.inject(closeAfterBytes({ bytes, direction }));
        await together([
          async () => ben.say('lobby', `${2 * cut - 1}`),
          async () => ada.say('lobby', `cut ${cut}`),
          async () => ben.say('lobby', `${2 * cut}`),
        ]);
        await clock.sleep(FIRST_MS + STABLE_MS);
      }
    });

    const log = chat.log('lobby');
    const heardBy = (user: string) =>
      heardInRooms(wire).filter(({ by, message }) => by === user && message.room === 'lobby');
    check(
      'ws-07',
      ['ada', 'ben', 'carol'].map(
        (user) => `${user} ${runs(heardBy(user).map(({ message }) => message.seq))}`,
      ),
      ['ada', 'ben', 'carol'].map((user) => `${user} 1-${log.length}`),
    );
    const kept = log.filter(({ by }) => by === 'ben').map(({ said }) => Number(said));
    check('ws-08', runs(kept), `1-${2 * params.cuts}`);

    let restartedAt = 0;
    await step(
      'a-crowd-of-some-loses-its-server-which-restarts',
      `A crowd of ${params.crowd} loses its server, which restarts`,
      async () => {
        for (const member of [ada, ben, carol]) member.close();
        const names = Array.from({ length: params.crowd }, (_, n) => `guest-${n + 1}`);
        const crowd = await Promise.all(names.map((name) => newClient(name, crowdsLine)));
        await together(crowd.map((guest) => async () => guest.connect()));
        await clock.sleep(STABLE_MS);

        restartedAt = clock.now();
        note(`For ${DOWN_MS / 1000} s it closes whoever comes with 1013, as it starts up.`);
        await chat.restart(DOWN_MS);
        await clock.sleep(60_000);
      },
    );
    const openings = wire
      .connections('chat')
      .map(({ openedAt }) => openedAt)
      .filter((at) => at >= restartedAt);
    chart({
      title: 'New connections after the restart',
      binLabel: 'seconds from then',
      unit: 'connections',
      bins: histogram(openings, { fromMs: restartedAt, binMs: 2000 }).map((value, bin) => ({
        label: `${2 * bin}`,
        value,
      })),
    });
    // If only chance rules when they come, a second holds a fifth of them; five standard deviations
    // of the binomial law are left to chance.
    const share = 1000 / FIRST_MS;
    const deviation = Math.sqrt(params.crowd * share * (1 - share));
    const bound = params.crowd * share + 5 * deviation;
    check('ws-09', busiestWindow(openings, 1000), atMost(Math.floor(bound)));
    check('ws-10', hastyReturns(returnsOf(wire, 'crowd'), STABLE_MS), 0);
    const accepts = acceptsThatFit(wire);
    check('ws-01', accepts.filter((fits) => fits).length, accepts.length);
  },
});
