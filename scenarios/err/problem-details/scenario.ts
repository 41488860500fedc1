import { correct, defineScenario, must, naive, should } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import {
  all,
  errors,
  inOneFormat,
  named,
  none,
  ofAKind,
  otherStatus,
  otherTitle,
  pointedTo,
  shapes,
  theSame,
} from './checks.ts';
import { markByTitle } from './naive/by-title.ts';
import { firstError } from './naive/first-error.ts';
import { fiveShapes } from './naive/five-shapes.ts';
import { uncaught } from './naive/uncaught.ts';
import { ADA, openAccounts, RIGHT, type Way } from './setting.ts';

const WAYS: Readonly<Record<string, Way>> = {
  typed: RIGHT,
  'five-shapes': { ...RIGHT, refuse: fiveShapes },
  'first-error': { ...RIGHT, readAccount: firstError },
  uncaught: { ...RIGHT, store: uncaught },
  'by-title': { ...RIGHT, mark: markByTitle },
};

/** Whatever is refused is told in one format, and a program knows what to do. */
export default defineScenario({
  title: 'Tell what went wrong, so that a program can act on it',
  claim: 'A client that can read one error of an API can read them all.',
  standard: ['rfc9457 §3', 'rfc9110 §15.5'],
  covers: [
    'err-problem-details',
    'err-validation-all-fields',
    'err-409-duplicate',
    'err-404-vs-410',
  ],
  focus: ['content-type', 'content-language'],
  variants: {
    typed: correct('One function answers what is refused, from one catalogue of types.'),
    'five-shapes': naive('Each route answers errors in a shape of its own.', [
      'one-format',
      'kinds-absolute',
      'all-at-once',
      'field-marked',
    ]),
    'first-error': naive('Checking stops at the first field that is wrong.', ['all-at-once']),
    uncaught: naive('What the database throws is left to the last handler.', [
      'taken-is-conflict',
      'field-marked',
    ]),
    'by-title': naive('The client knows a problem by its title.', ['kind-decides']),
  },
  checks: {
    'all-at-once': must('point to all faults in one answer', 'lab'),
    'taken-is-conflict': must('refuse an e-mail address that is taken with 409', 'lab'),
    'one-account': must('keep one account for an e-mail address', 'lab'),
    'field-marked': must('let a client find the field that is to be changed', 'lab'),
    'kind-decides': must('act on the type in any language', 'rfc9457 §3.1.1'),
    'gone-told': must('answer 410 for what was deleted, 404 for what never was', 'lab'),
    'one-format': must('tell each error as problem details', 'lab'),
    'status-repeated': must('not say another status than the answer has', 'rfc9457 §3.1.2'),
    'kinds-absolute': should('name each kind of problem by an absolute URI', 'rfc9457 §3.1.1'),
    'title-of-status': should(
      'give a problem without a type the phrase of its status',
      'rfc9457 §4.2.1',
    ),
  },

  async play(lab) {
    const { step } = lab;
    const { form, fillIn, fetch, having } = await openAccounts(lab, WAYS[lab.variant] ?? RIGHT);

    const filled = await step('faults', 'Ben signs up, with three faults', fillIn);
    const tries = filled.requests.length;
    lab.figure('Ben sent', tries, tries === 1 ? 'form' : 'forms');
    lab.check('all-at-once', pointedTo(filled.answers[0]), '3 faults');

    const english = await step('taken', "Somebody signs up with Ada's e-mail address", async () => {
      const { marks } = await form('cy')({ ...ADA, name: 'Cy' });
      lab.note(`The form marks ${named(marks)}.`);
      return marks;
    });
    lab.check('taken-is-conflict', `${english.answers[0]?.status}`, '409');
    lab.check('one-account', counted(having(ADA.email), 'account'), '1 account');
    lab.check('field-marked', named(english.result), '#/email');

    const german = await step('german', 'Somebody else does, in German', async () => {
      const { marks } = await form('dora', 'de')({ ...ADA, name: 'Dora' });
      lab.note(`The form marks ${named(marks)}.`);
      return marks;
    });
    lab.check(
      'kind-decides',
      listed(`English: ${named(english.result)}`, `German: ${named(german.result)}`),
      theSame,
    );

    const gone = await step('gone', 'Read what never was, and what was deleted', async () => {
      await fetch('http://api/accounts/99');
      await fetch('http://api/accounts/1', { method: 'DELETE' });
      await fetch('http://api/accounts/1');
    });
    const [never, , deleted] = gone.answers;
    lab.check('gone-told', listed(`${never?.status}`, `${deleted?.status}`), '404 · 410');

    await step('broken', 'Send something that is no JSON', () =>
      fetch('http://api/accounts', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"email": ',
      }),
    );
    const seen = errors(lab.wire);
    lab.table({
      title: 'What a program can go by',
      columns: ['status', 'media type', 'members'],
      rows: shapes(seen),
    });
    lab.check('one-format', inOneFormat(seen), all);
    lab.check('status-repeated', otherStatus(seen), none);
    lab.check('kinds-absolute', ofAKind(seen), all);
    lab.check('title-of-status', otherTitle(seen), none);
  },
});
