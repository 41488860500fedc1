import { correct, defineScenario, may, must, naive } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import {
  all,
  blamed,
  byAction,
  comeAgain,
  difference,
  own,
  shown,
  toBlame,
  withFields,
} from './checks.ts';
import { always200 } from './naive/always-200.ts';
import { badRequest } from './naive/bad-request.ts';
import { forbidden } from './naive/forbidden.ts';
import { unread422 } from './naive/unread-422.ts';
import { openOrders, type Way } from './setting.ts';
import { ASKED, DONE, FAILED, MENDED, visit } from './tour.ts';

const WAYS = {
  'own-status': (api) => api,
  'always-200': always200,
  'bad-request': badRequest,
  forbidden,
  'unread-422': unread422,
} satisfies Readonly<Record<string, Way>>;

/** A status for each case, so that whoever knows HTTP knows what to do. */
export default defineScenario({
  title: 'Give each case its status',
  claim: 'The status alone must tell who has to act, and how.',
  standard: 'rfc9110 §15',
  covers: [
    'rest-status-code-tour',
    'rest-405-406-415-matrix',
    'rest-400-vs-422',
    'rest-401-vs-403-vs-404',
  ],
  focus: ['www-authenticate', 'allow', 'retry-after', 'cache-status'],
  variants: {
    'own-status': correct('Each case has a status of its own, with the fields that go with it.'),
    'always-200': naive('Errors come with 200, and are told in the content.', [
      'own-status',
      'right-one-blamed',
      'challenged',
      'methods-named',
      'formats-told',
      'syntax-or-meaning',
      'come-again-told',
      'read-in-the-end',
    ]),
    'bad-request': naive('What is wrong with the form of a request is 400.', [
      'own-status',
      'methods-named',
      'formats-told',
    ]),
    forbidden: naive('Whoever may not is answered 403, whoever they are.', [
      'own-status',
      'challenged',
      'hidden-alike',
    ]),
    'unread-422': naive('The framework answers 422 for whatever it cannot read.', [
      'own-status',
      'syntax-or-meaning',
    ]),
  },
  checks: {
    'formats-told': must('say which format is in the way, and what would do', 'lab'),
    'syntax-or-meaning': must('tell broken syntax from a wrong value', 'lab'),
    'methods-named': must('name in a 405 what is allowed', 'rfc9110 §15.5.6'),
    challenged: must('send a challenge with 401', 'rfc9110 §15.5.2'),
    'hidden-alike': may('answer 404 for what is hidden', 'rfc9110 §15.5.4'),
    'right-one-blamed': must('tell by the class who has to act', 'lab'),
    'come-again-told': must('say in a 429 and a 503 when to come again', 'lab'),
    'read-in-the-end': must('be read in the end, through a cache', 'lab'),
    'own-status': must('give each case a status of its own', 'lab'),
  },

  async play(lab) {
    const { step, wire } = lab;
    const { client, rebuild, reader } = await openOrders(lab, WAYS[lab.variant]);
    const done = {
      stops: DONE,
      crossed: await step('done', 'What goes well', () => visit(client, DONE)),
    };
    const mended = {
      stops: MENDED,
      crossed: await step('mended', 'What the client can put right', () => visit(client, MENDED)),
    };
    lab.check(
      'formats-told',
      listed(withFields(mended, 406), withFields(mended, 415, 'Accept')),
      '406 · 415, Accept: application/json',
    );
    lab.check(
      'syntax-or-meaning',
      `breaks off ${withFields(mended, 400)} · minus two ${withFields(mended, 422)}`,
      'breaks off 400 · minus two 422',
    );
    lab.check(
      'methods-named',
      withFields(mended, 405, 'Allow'),
      '405, Allow: GET, HEAD, PUT, DELETE',
    );

    const asked = {
      stops: ASKED,
      crossed: await step('asked', 'What depends on who asks', () => visit(client, ASKED)),
    };
    lab.check(
      'challenged',
      withFields(asked, 401, 'WWW-Authenticate'),
      '401, WWW-Authenticate: Bearer realm="orders"',
      asked.crossed.answers.slice(0, 1),
    );
    lab.check('hidden-alike', difference(asked), 'the same answer');

    const failed = {
      stops: FAILED,
      crossed: await step('failed', 'What the client can do nothing about', () =>
        visit(client, FAILED),
      ),
    };
    const parts = [done, mended, asked, failed];
    lab.check('right-one-blamed', blamed(parts), toBlame(parts));

    const [ada, bob] = [reader('ada'), reader('bob')];
    const catalogue = await step('catalogue', 'Two read what is rebuilt for 5 s', async () => {
      rebuild(5000);
      const shown = [await ada()];
      await lab.clock.sleep(20_000);
      return [...shown, await bob()];
    });
    lab.check(
      'come-again-told',
      comeAgain(wire.responses('api')),
      'a 429 says 10 s · a 503 says 5 s',
    );
    lab.check(
      'read-in-the-end',
      shown(catalogue.result),
      'Ada: the catalogue · Bob: the catalogue',
    );
    lab.check('own-status', own(parts), all);
    lab.table(byAction(wire.responses('api')));
  },
});
