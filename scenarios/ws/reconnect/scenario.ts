import { correct, defineScenario, integer, must, naive, should } from 'apilab';
import { mostByChance } from 'apilab/parts/checks/crowd';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { counted } from 'apilab/parts/checks/words';
import { FIRST_MS, RESTART_MS, spreadOut } from '../parts/returning.ts';
import { attemptsOf, attemptsSince, busiest, hasty, outside, returnsAfter } from './checks.ts';
import { deafToCodes } from './naive/deaf-to-codes.ts';
import { lockStep } from './naive/lock-step.ts';
import { resetOnOpen } from './naive/reset-on-open.ts';
import { serverAndCrowd } from './setting.ts';

/** How long a crashed server is away, and how long after that it lets everybody in and falls over. */
const AWAY_MS = 8000;
const STARTING_MS = 12_000;
/** How many an overloaded server sends away. */
const SHED = 3;

/** Many clients lose one server at the same moment, and come back. */
export default defineScenario({
  title: 'Come back to a server without bringing it down again',
  claim: 'Clients that lose their server together must not come back together.',
  standard: ['rfc6455 §7.2.3', 'websocket-codes §1012', 'websocket-codes §1013'],
  covers: ['ws-reconnect-backoff-jitter'],
  params: {
    crowd: integer({
      default: 30,
      min: 20,
      max: 500,
      about: 'how many lose the server',
      isHerd: true,
    }),
  },
  variants: {
    'spread-out': correct('Clients wait at random, longer each time, and as the close code says.'),
    'lock-step': naive('Clients wait 1, 2, 4, ... seconds, all of them.', [
      'first-at-random',
      'restart-waited',
      'restart-at-random',
    ]),
    'reset-on-open': naive('Any connection that opens makes the waits begin anew.', [
      'open-is-not-back',
    ]),
    'deaf-to-codes': naive('Clients wait alike, whatever the server said when it closed.', [
      'restart-waited',
      'restart-at-random',
      'overload-respected',
    ]),
  },
  checks: {
    'first-at-random': should('delay the first attempt by a random time', 'rfc6455 §7.2.3'),
    'later-each-time': should('wait longer each time while attempts fail', 'rfc6455 §7.2.3'),
    'open-is-not-back': must('wait longer each time until a connection lasts', 'lab'),
    'restart-waited': should('come back 5 to 30 s after a restart', 'websocket-codes §1012'),
    'restart-at-random': should('come back at random after a restart', 'websocket-codes §1012'),
    'all-back': must('bring everybody back', 'lab'),
    'overload-respected': should(
      'not come back to an overloaded server unless the user wants it',
      'websocket-codes §1013',
    ),
  },

  async play(lab) {
    const { params, clock, wire } = lab;
    const returning = {
      'spread-out': spreadOut,
      'lock-step': lockStep,
      'reset-on-open': resetOnOpen,
      'deaf-to-codes': deafToCodes,
    }[lab.variant];
    const { server, crowd } = await serverAndCrowd(lab, { size: params.crowd, returning });

    await lab.step('gather', `${params.crowd} clients connect`, async () => {
      await lab.together(crowd.map((client) => async () => client.connect()));
      await clock.sleep(15_000);
    });

    const crashedAt = clock.now();
    await lab.step('crash', 'The server crashes, and takes a while to come up', async () => {
      lab.note(`For ${AWAY_MS / 1000} s a proxy in front of it answers 503.`);
      server.become('away');
      await server.crash();
      await clock.sleep(AWAY_MS);
      lab.note(`For ${STARTING_MS / 1000} s more it lets everybody in, and closes at once.`);
      server.become('starting');
      await clock.sleep(STARTING_MS);
      server.become('up');
      await clock.sleep(50_000);
    });
    const attempts = attemptsOf(wire);
    const returns = attempts.map(([, ...later]) => later);
    lab.check(
      'first-at-random',
      busiest(
        returns.flatMap((mine) => mine.slice(0, 1)),
        1000,
      ),
      beginsAtMost(mostByChance(params.crowd, 1000 / FIRST_MS), 'clients in 1 s'),
    );
    lab.check(
      'later-each-time',
      hasty(attempts, ({ status }) => status === 503),
      beginsAtMost(0),
    );
    lab.check(
      'open-is-not-back',
      hasty(attempts, ({ code }) => code === 1011),
      beginsAtMost(0),
    );
    lab.chart(attemptsSince(crashedAt, returns.flat()));

    await lab.step('restart', 'It restarts, and says so', async () => {
      await server.restart();
      await clock.sleep(45_000);
    });
    const restarted = returnsAfter(attemptsOf(wire), ({ code }) => code === 1012);
    const spreadMs = RESTART_MS.most - RESTART_MS.least;
    lab.check('restart-waited', outside(restarted, RESTART_MS), beginsAtMost(0));
    lab.check(
      'restart-at-random',
      busiest(restarted, 2000),
      beginsAtMost(mostByChance(params.crowd, 2000 / spreadMs), 'clients in 2 s'),
    );
    lab.check('all-back', counted(server.connected, 'client'), counted(params.crowd, 'client'));

    await lab.step('overload', 'It is overloaded, and sends three away', async () => {
      await server.shed(SHED);
      await clock.sleep(45_000);
    });
    const unwanted = returnsAfter(attemptsOf(wire), ({ code }) => code === 1013);
    lab.check(
      'overload-respected',
      `${counted(unwanted.length, 'client')} came by themselves`,
      beginsAtMost(0),
    );

    await lab.step('by-hand', 'A user asks to connect again', async () => {
      lab.note('That is what 1013 leaves open: the same address, if the user wants it.');
      crowd[0]?.connect();
      await clock.sleep(0);
    });
  },
});
