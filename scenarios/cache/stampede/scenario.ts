import { correct, defineScenario, integer, may, must, naive, should } from 'apilab';
import { mostByChance } from 'apilab/parts/checks/crowd';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { listed } from 'apilab/parts/checks/words';
import { alike, expiringTogether, lastTold, questions, slowest, statuses } from './checks.ts';
import { deleted } from './naive/deleted.ts';
import { eachAsks } from './naive/each-asks.ts';
import { failureKept } from './naive/failure-kept.ts';
import { sameLifetime } from './naive/same-lifetime.ts';
import { openPrices } from './setting.ts';
import type { Way } from './ways.ts';

/** How many prices are stored at the same moment in the last step. */
const PRICES = 20;

/** A hot entry expires, and a crowd wants it. */
export default defineScenario({
  title: 'Keep a crowd from the origin when an entry expires',
  claim: 'However many want an answer that expires, the origin is asked once.',
  standard: ['rfc5861 §3', 'rfc9111 §4'],
  covers: ['cache-swr', 'cache-stampede-singleflight', 'cache-stale-if-error'],
  focus: ['cache-control', 'cache-status'],
  params: {
    clients: integer({
      default: 50,
      min: 8,
      max: 500,
      isHerd: true,
      about: 'how many ask at once',
    }),
  },
  variants: {
    'one-question': correct('One asks for all; meanwhile the others get the old answer.'),
    'each-asks': naive('Each looks, and asks if it is not there.', ['asked-once']),
    deleted: naive('An entry is deleted when it expires.', ['nobody-waits', 'failure-covered']),
    'failure-kept': naive('A question is over when it is answered well.', ['failure-not-kept']),
    'same-lifetime': naive('All prices are fresh for a minute.', ['spread-out']),
  },
  checks: {
    'asked-once': must('ask the origin once for a crowd', 'lab'),
    'all-alike': must('give everybody the same', 'lab'),
    'nobody-waits': may('answer at once with what is stale', 'rfc5861 §3'),
    'checked-behind': should('check what is served stale', 'rfc5861 §3'),
    'failure-covered': may('serve the old answer if the origin fails', 'rfc5861 §4'),
    'window-kept': must('not serve it stale past its window', 'rfc9111 §4.2.4'),
    'failure-not-kept': must('ask again after a failure', 'lab'),
    'spread-out': must('not let all expire together', 'lab'),
  },

  async play(lab) {
    const { clock, step, params } = lab;
    const { clients } = params;
    const WAYS: Readonly<Record<typeof lab.variant, Way>> = {
      'one-question': {},
      'each-asks': { flights: eachAsks },
      deleted: { entries: deleted },
      'failure-kept': { flights: failureKept() },
      'same-lifetime': { lifetime: sameLifetime },
    };
    const { origin, ask, crowd, each } = await openPrices(lab, WAYS[lab.variant]);

    const cold = await step('cold', 'Nothing is stored, and all ask at once', () => crowd(clients));
    lab.check('all-alike', alike(cold), `${clients} of ${clients} alike`);

    const stale = await step(
      'expiry',
      'It changes and expires, all ask, then one more',
      async () => {
        origin.cents = 7900;
        await clock.sleep(65_000);
        await crowd(clients);
        await clock.sleep(1000);
        await ask();
      },
    );
    lab.check('nobody-waits', slowest(stale), '0 ms for the slowest');
    lab.check('checked-behind', lastTold(stale), '200, 7900 cents');

    const failing = await step('failure', 'It expires again, and the origin fails', async () => {
      origin.isFailing = true;
      await clock.sleep(100_000);
      return ask();
    });
    lab.check('failure-covered', lastTold(failing), '200, 7900 cents');

    const gone = await step('too-old', 'Two minutes later it fails still, all ask', async () => {
      await clock.sleep(120_000);
      return crowd(clients);
    });
    lab.check('window-kept', statuses(gone), `${clients} × 503`);
    const asked = [cold, stale, gone].map(questions);
    lab.check('asked-once', `asked ${listed(...asked.map(String))} times`, 'asked 1 · 1 · 1 times');
    lab.figure('asked when empty', asked[0] ?? 0, 'requests');
    lab.chart({
      title: `Questions to the origin for ${clients} readers`,
      binLabel: 'moment',
      unit: 'requests',
      bins: ['empty', 'stale', 'failing'].map((label, at) => ({ label, value: asked[at] ?? 0 })),
    });

    const well = await step('well', 'It is well; twenty other prices, then this one', async () => {
      origin.isFailing = false;
      await each(PRICES);
      return (await ask()) || 'nothing';
    });
    const expiring = expiringTogether(well);
    lab.check('failure-not-kept', `told ${well.result}`, 'told {"product":1,"cents":7900}');
    lab.check('spread-out', expiring, beginsAtMost(mostByChance(PRICES, 1 / 11)));
  },
});
