import { correct, defineScenario, integer, must, naive, should } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import {
  admittedAt,
  admittedIn,
  apart,
  apartBy,
  explained,
  longestWait,
  mostAtWork,
  noFewerThan,
  noPlace,
  passedAt,
  perSecond,
  tightest,
  withinAllowed,
} from './checks.ts';
import { gcra } from './gcra.ts';
import { burstsThrough } from './naive/bursts-through.ts';
import { countsStarts } from './naive/counts-starts.ts';
import { endlessQueue } from './naive/endless-queue.ts';
import { lostPlace } from './naive/lost-place.ts';
import { readThenWrite } from './naive/read-then-write.ts';
import { roundsDown } from './naive/rounds-down.ts';
import { BUCKET, type Limits, openShop, PLACES, QUEUE } from './setting.ts';

const LIMITS = {
  'token-bucket': {},
  gcra: { bucket: gcra },
  'read-then-write': { bucket: readThenWrite },
  'rounds-down': { bucket: roundsDown },
  'bursts-through': { queue: burstsThrough },
  'endless-queue': { queue: endlessQueue },
  'counts-starts': { places: countsStarts },
  'lost-place': { places: lostPlace },
} satisfies Readonly<Record<string, Limits>>;

const TEXT_WAIT_S = (QUEUE.places * QUEUE.everyMs) / 1000;

/** Three limits for three things: how much, how evenly, how much at once. */
export default defineScenario({
  title: 'Let a burst through, smooth it out, or bound what is at work',
  claim: 'A limit must fit what lies behind it: how much, how evenly, how much at once.',
  standard: 'rfc6585 §4',
  covers: ['rate-token-bucket', 'rate-leaky-bucket', 'rate-concurrency-limit', 'rate-gcra'],
  focus: ['retry-after'],
  params: {
    burst: integer({ default: 15, min: 12, max: 500, about: 'prices asked for at once' }),
    texts: integer({ default: 8, min: 7, max: 40, about: 'texts sent at once' }),
  },
  variants: {
    'token-bucket': correct('Tokens for prices, a queue for texts, places for reports.'),
    gcra: correct('The same, with one time for each client in place of tokens.'),
    'read-then-write': naive('Tokens in a store: read with one call, written with another.', [
      'within-bucket',
    ]),
    'rounds-down': naive('Tokens are whole; what is left of a second is dropped.', ['refilled']),
    'bursts-through': naive('Texts are limited like prices: tokens, and no queue.', ['evenly']),
    'endless-queue': naive('Texts queue, however many there are.', ['wait-bounded']),
    'counts-starts': naive('Reports are limited like prices: so many may begin.', ['at-work']),
    'lost-place': naive('The place of a report that fails is not given back.', ['given-back']),
  },
  checks: {
    'within-bucket': must('not admit more than the bucket holds and gets', 'lab'),
    refilled: must('admit one a second to whoever keeps asking', 'lab'),
    evenly: must('pass on one text a second, however they come', 'lab'),
    'wait-bounded': must('let nobody wait longer than the queue is', 'lab'),
    'at-work': must(`have no more than ${PLACES} reports at work`, 'lab'),
    'given-back': must('give back the place of a report that fails', 'lab'),
    explained: should('explain in a 429 what is too many', 'rfc6585 §4'),
  },

  async play(lab) {
    const { step, wire } = lab;
    const { burst, texts } = lab.params;
    const shop = await openShop(lab, LIMITS[lab.variant]);

    await step('burst', `Ada asks for ${burst} prices at once`, () => shop.askAtOnce(burst));
    const pace = await step('pace', 'She asks on, ten times in nine seconds', () =>
      shop.askEvery(900, 10),
    );
    const admitted = admittedAt(wire);
    lab.check('within-bucket', tightest(admitted, BUCKET), withinAllowed);
    lab.check('refilled', `${admittedIn(pace)} of 10 admitted`, noFewerThan(9));
    lab.chart({
      title: 'Prices: what was admitted',
      binLabel: 'seconds',
      unit: 'requests',
      bins: perSecond(admitted, 8),
    });

    const sent = await step('texts', `Grace sends ${texts} texts at once`, () =>
      shop.textAtOnce(texts),
    );
    const passed = passedAt(wire);
    lab.check('evenly', apart(passed), apartBy(QUEUE.everyMs));
    const waitS = longestWait(sent);
    lab.check('wait-bounded', `${waitS} s at most`, beginsAtMost(TEXT_WAIT_S, 's'));
    lab.chart({
      title: 'Texts: what reached the carrier',
      binLabel: 'seconds',
      unit: 'texts',
      bins: perSecond(passed, 8),
    });

    const slow = await step('reports', 'Alan asks for eight reports at once', () =>
      shop.reportAtOnce(8, 2025),
    );
    const atWork = mostAtWork(slow);
    lab.check(
      'at-work',
      `${atWork} at work`,
      beginsAtMost(PLACES, 'at work'),
      noPlace(slow).slice(0, 1),
    );

    const failed = await step('failures', 'Five fail, then he asks for a good one', async () => {
      await shop.reportAtOnce(PLACES, 1999);
      return shop.report(2025);
    });
    lab.check('given-back', `then ${failed.result}`, 'then 200', failed.answers.slice(-1));

    const { said, all } = explained(wire);
    lab.check('explained', said, all);
    lab.figure('admitted while she asked on', admittedIn(pace), 'requests');
    lab.figure('longest wait for a text', waitS, 's');
    lab.figure('reports at work', atWork, 'reports');
  },
});
