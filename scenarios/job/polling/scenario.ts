import { correct, defineScenario, integer, must, naive } from 'apilab';
import {
  accepted,
  answersAfter,
  effort,
  end,
  everyAtLeast,
  inVain,
  lateBy,
  messages,
  reached,
  sameAnswers,
  stepsBack,
  waits,
} from './checks.ts';
import { emptyObject } from './naive/empty-object.ts';
import { failureAsStatus } from './naive/failure-as-status.ts';
import { hold } from './naive/hold.ts';
import { hurry } from './naive/hurry.ts';
import { lastWrite } from './naive/last-write.ts';
import { openReports, type Way } from './setting.ts';

const WAYS = {
  job: {},
  hold: { patience: hold },
  hurry: { follow: hurry, watch: hurry },
  'failure-as-status': { show: failureAsStatus },
  'empty-object': { show: emptyObject },
  'last-write': { apply: lastWrite },
} satisfies Readonly<Record<string, Way>>;

/** How long the report of a month takes; a day takes one second, a year four times as long. */
const SECONDS = 12;

/** The same for a month whose second quarter is read twice. */
const LONG_SECONDS = 16;

const ASYNC = 'respond-async';

/** Work that outlasts a request is accepted, and asked about. */
export default defineScenario({
  title: 'Accept long work, and say how far it is',
  claim: 'Work that outlasts a request is accepted, and can be asked how far it is.',
  standard: ['rfc9110 §15.3.3', 'rfc7240 §4'],
  covers: [
    'job-202-polling',
    'job-unknown-id-404',
    'job-failure-and-timeout',
    'job-long-polling',
    'job-cancel',
    'job-prefer-respond-async',
  ],
  focus: ['location', 'retry-after', 'prefer', 'if-none-match'],
  params: {
    retryAfter: integer({ default: 5, min: 1, max: 60, about: 'seconds until it is worth asking' }),
  },
  variants: {
    job: correct('The answer is a job; it can be asked, watched and cancelled.'),
    hold: naive('The answer is kept until the report is there.', ['accepted', 'reached', 'paced']),
    hurry: naive('The client asks twice a second.', ['paced', 'a-question-a-change']),
    'failure-as-status': naive('Asking about a failed job is answered with its failure.', [
      'failure-told',
      'final',
    ]),
    'empty-object': naive('What is not there is an empty object.', ['unknown']),
    'last-write': naive('Whoever writes last is right about a job.', [
      'never-back',
      'final',
      'cancelled',
    ]),
  },
  checks: {
    accepted: must('answer before the work is done', 'lab'),
    reached: must('lead from the job to its report', 'lab'),
    paced: must('wait as long as Retry-After asks for', 'lab'),
    'a-question-a-change': must('answer a held question when there is news', 'lab'),
    'never-back': must('show no progress that goes back', 'lab'),
    patience: must('answer within the wait', 'lab'),
    'failure-told': must('tell a failure in the job', 'lab'),
    final: must('leave a job failed that took too long', 'lab'),
    cancelled: must('leave a cancelled job cancelled', 'lab'),
    unknown: must("tell nobody of another's job", 'lab'),
  },

  async play(lab) {
    const { step, clock } = lab;
    const { retryAfter } = lab.params;
    const way = WAYS[lab.variant];
    const reports = await openReports(lab, { seconds: SECONDS, retryAfter, way });

    const polled = await step('poll', 'Ask for a report, and ask how far it is', async () => {
      lab.note('The gateway in front of the API waits for 10 s, and the report takes longer.');
      await reports.follow(await reports.order('2026-02'));
    });
    lab.check('accepted', accepted(polled), '202 after 0 s · /jobs/1', messages(polled, 0));
    lab.check('paced', waits(polled), everyAtLeast(retryAfter));
    lab.check('reached', reached(polled), '303 · 200 with the report', messages(polled, -2));

    const watched = await step(
      'watch',
      'Ask, and let the server answer when there is news',
      async () => {
        await reports.watch(await reports.order('2026-03', ASYNC));
      },
    );
    lab.check(
      'a-question-a-change',
      effort(watched, LONG_SECONDS),
      '0 in vain · 0 s late',
      messages(watched, 3),
    );
    lab.check('never-back', stepsBack(watched), '0 steps back');

    const patient = await step('patient', 'Have two seconds of patience', async () => {
      await reports.order('2026-02-14', `${ASYNC}, wait=2`);
      await reports.order('2026-02', `${ASYNC}, wait=2`);
    });
    lab.check('patience', answersAfter(patient), '201 after 1 s · 202 after 2 s');

    const ended = await step(
      'fail',
      'Fail: nothing was sold in 2019, and a year takes too long',
      async () => {
        const empty = await reports.order('2019-07', ASYNC);
        const long = await reports.order('2025', ASYNC);
        await clock.sleep(5 * SECONDS * 1000);
        await reports.ask(empty.headers.get('location'));
        await reports.ask(long.headers.get('location'));
      },
    );
    const [failed, late] = ended.exchanges.slice(2);
    lab.check('failure-told', end(failed), '200 · failed · problem 422', messages(ended, 2));
    lab.check('final', end(late), '200 · failed · problem 504');

    const cancelled = await step('cancel', 'Cancel a job, and ask about it', async () => {
      const order = await reports.order('2026-02', ASYNC);
      const job = order.headers.get('location');
      await reports.ask(job, { method: 'DELETE' });
      await clock.sleep(SECONDS * 1000);
      await reports.ask(job);
    });
    lab.check('cancelled', end(cancelled.exchanges.at(-1)), '200 · cancelled');

    const strangers = await step('unknown', "Ask for no job, and for somebody else's", async () => {
      await reports.ask('/jobs/nope');
      await reports.ask('/jobs/1', { who: 'grace' });
    });
    lab.check('unknown', sameAnswers(strangers), '404 · 404 · same content');

    lab.figure('known late', lateBy(polled, SECONDS), 's');
    lab.figure('questions in vain', inVain(polled) + inVain(watched), 'questions');
  },
});
