import { correct, defineScenario, may, must, naive, should } from 'apilab';
import { busiestWindow } from 'apilab/parts/checks/crowd';
import { counted } from 'apilab/parts/checks/words';
import {
  admittedAt,
  barsOf,
  busiestMinute,
  countdown,
  earlyAndInTime,
  mostIn,
  noMoreThan,
  outcome,
  refused,
  told,
} from './checks.ts';
import { checkThenAdd } from './naive/check-then-add.ts';
import { countsRefusals } from './naive/counts-refusals.ts';
import { fixedWindow } from './naive/fixed-window.ts';
import { neverForgets } from './naive/never-forgets.ts';
import { type Kind, LIMIT, openApi } from './setting.ts';
import { slidingCounter } from './sliding-counter.ts';
import { slidingLog } from './sliding-log.ts';

const { requests, windowMs } = LIMIT;
/** A moment: short enough that what comes in it comes together. */
const MOMENT_MS = 2000;

const KINDS = {
  'sliding-log': { open: slidingLog, most: requests },
  'sliding-counter': { open: slidingCounter, most: 2 * requests - 1 },
  'fixed-window': { open: fixedWindow, most: 2 * requests },
  'check-then-add': { open: checkThenAdd, most: requests },
  'counts-refusals': { open: countsRefusals, most: requests },
  'never-forgets': { open: neverForgets, most: requests },
} satisfies Readonly<Record<string, Kind>>;

/** A limit that holds wherever a minute begins. */
export default defineScenario({
  title: 'Limit requests in a window that slides',
  claim: 'A limit must hold at the edge of a minute, too.',
  standard: ['rfc6585 §4', 'rfc9110 §10.2.3'],
  covers: [
    'rate-fixed-window',
    'rate-fixed-window-boundary-burst',
    'rate-sliding-log',
    'rate-sliding-window-counter',
  ],
  focus: ['retry-after'],
  variants: {
    'sliding-log': correct('The times of what was admitted, as far as a minute back.'),
    'sliding-counter': correct('Two counters; the minute before counts in part.'),
    'fixed-window': naive('One counter for each minute of the clock.', ['no-burst-at-the-edge']),
    'check-then-add': naive('A log in a store: looked at with one call, added to with another.', [
      'counted-at-once',
      'minute-as-promised',
    ]),
    'counts-refusals': naive('Each request is logged first, those that are refused as well.', [
      'retry-after-true',
    ]),
    'never-forgets': naive('An exact log from which nothing is ever taken.', ['forgotten']),
  },
  checks: {
    'no-burst-at-the-edge': must('not admit more than the limit in a moment', 'lab'),
    'minute-as-promised': must('keep its promise for any minute', 'lab'),
    'retry-after-true': must('admit as Retry-After says', 'lab'),
    'counted-at-once': must('not admit more than the limit at once', 'lab'),
    forgotten: must('forget who stayed away for two minutes', 'lab'),
    'refusal-explained': should('explain in a 429 what is too many', 'rfc6585 §4'),
    'retry-after-sent': may('say in Retry-After when to come again', 'rfc6585 §4'),
  },

  async play(lab) {
    const { step, clock, wire } = lab;
    const { open, most } = KINDS[lab.variant];
    const limiter = open(LIMIT, clock);
    const { ask, askAt, askInARow } = await openApi(lab, limiter);

    await step('fill', 'Ada asks ten times in the last second of a minute', () =>
      askInARow('ada', { fromMs: windowMs - 1000, times: requests }),
    );
    const edge = await step('edge', 'The next minute begins, and she asks eleven times', () =>
      askInARow('ada', { fromMs: windowMs, times: requests + 1 }),
    );
    const { numbers } = limiter.remembers();
    const adas = admittedAt(wire, 'ada');
    lab.check('no-burst-at-the-edge', mostIn(adas, MOMENT_MS), noMoreThan(requests));

    lab.chart({
      title: 'What was admitted of her around the edge',
      binLabel: 'seconds',
      unit: 'requests',
      bins: barsOf(adas, { fromMs: windowMs - 1000, binMs: 500, bins: 4 }),
    });

    const { waitS, at, dueAt } = told(edge.answers.at(-1));
    const back = await step(
      'come-back',
      'She asks every five seconds, and when she was told',
      async () => {
        for (const early of [...countdown(at, dueAt - 1000, 5000), dueAt])
          await askAt('ada', early);
      },
    );
    lab.check('retry-after-true', earlyAndInTime(back), 'early: 429 · in time: 200');

    const together = await step('at-once', 'Alan asks fifteen times at once', () =>
      lab.together(Array.from({ length: 15 }, () => () => ask('alan'))),
    );
    lab.check('counted-at-once', outcome(together), noMoreThan(requests));

    await step('leave', 'Twenty ask once; two minutes later Alan asks', async () => {
      for (let n = 1; n <= 20; n++) await ask(`stranger-${n}`, 'strangers');
      await clock.sleep(2 * windowMs);
      await ask('alan');
    });
    const remembered = counted(limiter.remembers().clients, 'client');
    lab.check('forgotten', `remembers ${remembered}`, 'remembers 1 client');

    const busiest = busiestMinute(wire, ['ada', 'alan']);
    lab.check('minute-as-promised', `${busiest} admitted in 60 s`, noMoreThan(most));
    const { refusals, explained, timed } = refused(wire);
    lab.check(
      'refusal-explained',
      `${explained} of ${refusals} do`,
      `${refusals} of ${refusals} do`,
    );
    lab.check('retry-after-sent', `${timed} of ${refusals} do`, `${refusals} of ${refusals} do`);
    lab.figure('most in 2 s', busiestWindow(adas, MOMENT_MS), 'requests');
    lab.figure('most in a minute', busiest, 'requests');
    lab.figure('told to wait at the edge', waitS, 's');
    lab.figure('kept of one client', numbers, 'numbers');
  },
});
