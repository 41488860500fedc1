import { correct, defineScenario, integer, must, naive } from 'apilab';
import {
  messagesOf,
  noMoreRequestsThan,
  ofServer,
  reached,
  starsShown,
  toldMissing,
  waits,
} from './checks.ts';
import { allTry } from './naive/all-try.ts';
import { anyError } from './naive/any-error.ts';
import { noBreaker } from './naive/no-breaker.ts';
import { zeroStars } from './naive/zero-stars.ts';
import { type Making, openShopAndRatings } from './setting.ts';

const MAKINGS = {
  breaker: {},
  'no-breaker': { open: noBreaker },
  'any-error': { open: anyError },
  'all-try': { open: allTry },
  'zero-stars': { withoutRating: zeroStars },
} satisfies Readonly<Record<string, Making>>;

const STARS = 4.5;

/** A service in trouble is spared, and its callers are spared the wait. */
export default defineScenario({
  title: 'Stop asking a service that is in trouble',
  claim: 'A service in trouble is left alone, and who needs it goes on without.',
  covers: ['res-circuit-breaker', 'res-circuit-fallback'],
  params: {
    opensAfter: integer({ default: 5, min: 1, max: 10, about: 'failures in a row that open it' }),
    restMs: integer({ default: 10_000, min: 1000, max: 60_000, about: 'ms until it tries again' }),
  },
  variants: {
    breaker: correct('A breaker opens after failures in a row, and tries with one call.'),
    'no-breaker': naive('Each call is made, whatever became of the last.', [
      'spared',
      'at-once',
      'one-tries',
    ]),
    'any-error': naive('A breaker that counts every error.', ['own-errors']),
    'all-try': naive('Once its rest is over, all try.', ['one-tries']),
    'zero-stars': naive('A missing rating is a rating of 0.', ['told']),
  },
  checks: {
    'own-errors': must('not open because of what callers ask for', 'lab'),
    spared: must('not call the service while the breaker is open', 'lab'),
    'at-once': must('answer at once while the breaker is open', 'lab'),
    'one-tries': must('try with one call at a time', 'lab'),
    recovers: must('close once the service is well', 'lab'),
    told: must('say in a fallback that it is one', 'lab'),
  },

  async play(lab) {
    const { step, clock } = lab;
    const { opensAfter, restMs } = lab.params;
    const making = MAKINGS[lab.variant];
    const { ask, service, states } = await openShopAndRatings(lab, { opensAfter, restMs, making });

    const well = await step('well', 'Many ask for a product that nobody has rated', async () => {
      for (let n = 0; n < opensAfter; n++) await ask('novelty');
      await ask('keyboard');
    });
    const [shown = 'no page'] = starsShown(well, 'keyboard');
    lab.check('own-errors', shown, `${STARS} stars`);

    const trouble = await step(
      'trouble',
      'The ratings fail slowly, and people go on asking',
      async () => {
        service.fail();
        for (let n = 0; n < opensAfter + 4; n++) await ask('keyboard');
      },
    );
    lab.chart({
      title: 'How long each of them waited',
      binLabel: 'request',
      unit: 'ms',
      bins: waits(trouble).map((value, n) => ({ label: `${n + 1}`, value })),
    });
    lab.check('spared', reached(trouble), noMoreRequestsThan(opensAfter), messagesOf(trouble, 1));
    const longest = Math.max(...waits(trouble).slice(opensAfter));
    lab.check('at-once', `${longest} ms at most`, '0 ms at most');

    const trial = await step('try', 'After a rest three ask together', async () => {
      await clock.sleep(restMs);
      await lab.together([1, 2, 3].map(() => () => ask('keyboard')));
    });
    lab.check('one-tries', reached(trial), noMoreRequestsThan(1), messagesOf(trial, 1));

    const back = await step('back', 'The ratings are well; after a rest two ask', async () => {
      service.recover();
      await clock.sleep(restMs);
      for (let n = 0; n < 2; n++) await ask('keyboard');
    });
    lab.check(
      'recovers',
      starsShown(back, 'keyboard').join(' · '),
      `${STARS} stars · ${STARS} stars`,
    );
    const { actual, all } = toldMissing(
      { exchanges: [...trouble.exchanges, ...trial.exchanges] },
      STARS,
    );
    lab.check('told', actual, all);

    lab.table({
      title: 'The breaker',
      columns: ['from', 'is'],
      rows: states.map(({ at, state }) => [`${at / 1000} s`, state]),
    });
    lab.figure('asked of the ratings in trouble', ofServer(trouble, 'ratings').length, 'requests');
    lab.figure('tried after the rest', ofServer(trial, 'ratings').length, 'requests');
    lab.figure(
      'waited in all',
      waits(trouble).reduce((sum, wait) => sum + wait, 0),
      'ms',
    );
  },
});
