import { correct, defineScenario, integer, must, naive } from 'apilab';
import { counted, tally } from 'apilab/parts/checks/words';
import {
  all,
  before,
  byClient,
  contents,
  dated,
  ends,
  endsTold,
  endTooEarly,
  leftOn,
  methodsOnTheWay,
  notices,
  notMisled,
  oldCalls,
  takenAsPost,
  versionsByMonth,
  writtenAsHttpDate,
} from './checks.ts';
import { guess } from './naive/guess.ts';
import { loose } from './naive/loose.ts';
import { redirect } from './naive/redirect.ts';
import { rolling } from './naive/rolling.ts';
import { asDecided, datesOf, openYear, type Way } from './setting.ts';

/** A version is announced to end, and ends, and nobody is led astray. */
export default defineScenario({
  title: 'End a version of an API in the open',
  claim: 'Who reads the notice has moved in time; who does not is told, and not misled.',
  standard: ['rfc9745 §2', 'rfc8594 §3'],
  covers: [
    'ver-deprecation-header',
    'ver-sunset-header',
    'ver-successor-link',
    'ver-redirect-after-sunset',
    'ver-usage-telemetry',
  ],
  focus: ['deprecation', 'sunset', 'link', 'location'],
  params: {
    months: integer({ default: 6, min: 1, max: 8, about: 'months from deprecation to end' }),
  },
  variants: {
    'in-the-open': correct('Two dates are decided once, a link leads on, and the end is 410.'),
    loose: naive('Deprecation says true, and Sunset 2026-10-01.', [
      'deprecation-dated',
      'sunset-written',
      'moved-in-time',
    ]),
    rolling: naive('The end is ninety days from now, in each answer.', ['one-end', 'end-told']),
    redirect: naive('After the end each old address redirects with 301.', [
      'end-told',
      'nobody-misled',
      'method-kept',
    ]),
    guess: naive('The app makes the new address from the old: 2 for 1.', ['app-served']),
  },
  checks: {
    'deprecation-dated': must('give the deprecation as a date', 'rfc9745 §2.1'),
    'sunset-written': must('write Sunset as an HTTP-date', 'rfc9110 §5.6.7'),
    'not-earlier': must('not end before the deprecation', 'rfc9745 §4'),
    'one-end': must('announce one end', 'lab'),
    unchanged: must('answer as before until then', 'lab'),
    'warned-once': must('warn once of the end', 'lab'),
    'moved-in-time': must('let who reads the notice move in time', 'lab'),
    'app-served': must('serve the app all year', 'lab'),
    'end-told': must('say that it is over, and where to go', 'lab'),
    'nobody-misled': must('not mislead the report', 'lab'),
    'method-kept': must('keep the method on the way to the same shape', 'lab'),
    'callers-known': must('know who asked for the old version', 'lab'),
  },

  async play(lab) {
    const { step, wire, clock } = lab;
    const dates = datesOf(lab.params.months);
    const right = asDecided(dates);
    const ways: Record<typeof lab.variant, Way> = {
      'in-the-open': right,
      loose: { ...right, announce: loose },
      rolling: { ...right, plan: rolling(right.plan) },
      redirect: { ...right, end: redirect },
      guess: { ...right, findSuccessor: guess },
    };
    const startMs = clock.date().getTime();
    const { askBoth, until, calls, warnings, shown, ...year } = await openYear(
      lab,
      ways[lab.variant],
    );
    const end = dates.sunsetAt.getUTCMonth();

    await step('announce', 'January: an app and a report ask', askBoth);

    await step('months', 'Both ask each month until the end', async () => {
      for (let month = 1; month < end; month++) await until(month).then(askBoth);
    });
    const told = notices(wire);
    lab.check('deprecation-dated', dated(told), all);
    lab.check('sunset-written', writtenAsHttpDate(told), all);
    lab.check('not-earlier', endTooEarly(told), '0 earlier');
    lab.check('one-end', endsTold(told), '1 date');
    lab.check('unchanged', contents(wire), '{"id":1,"name":"Ada Lovelace"}');

    const over = await step('over', 'It is over: both ask, the report signs Grace up', async () => {
      await until(end).then(askBoth);
      return year.signUp('Grace Hopper');
    });
    lab.table(versionsByMonth(wire, startMs));
    lab.check('warned-once', counted(warnings.length, 'warning'), '1 warning');
    lab.check('moved-in-time', leftOn(wire, 'app', startMs), before(dates.sunsetAt));
    lab.check('app-served', tally(shown.app).join(' · '), `${end + 1} × Ada Lovelace`);
    lab.check('end-told', ends(over.answers.slice(-2)), '2 × 410 with a successor');
    lab.check('nobody-misled', `${shown.report.at(-1)} · Grace: ${over.result}`, notMisled);

    const feedback = await step('same-shape', 'The report sends feedback', () =>
      year.post('/v1/feedback', { text: 'Thank you' }),
    );
    lab.check('method-kept', methodsOnTheWay(feedback), takenAsPost);
    lab.check('callers-known', byClient(calls.map(({ client }) => client)), oldCalls(wire));
  },
});
