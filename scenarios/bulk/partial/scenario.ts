import { correct, defineScenario, dropResponse, integer, must, naive } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { BATCHES, LIMIT } from './bulk-api.ts';
import { kinds, limitTold, places, reported, theSame } from './checks.ts';
import { always200 } from './naive/always-200.ts';
import { always207 } from './naive/always-207.ts';
import { copiesAll } from './naive/copies-all.ts';
import { noLimit } from './naive/no-limit.ts';
import { noRefs } from './naive/no-refs.ts';
import { rollback } from './naive/rollback.ts';
import { batch, openImport, placesOfWrong, user, withThreeWrong } from './setting.ts';

const WAYS = {
  savepoints: BATCHES,
  rollback: { ...BATCHES, each: rollback },
  'always-200': { ...BATCHES, whole: always200 },
  'always-207': { ...BATCHES, whole: always207 },
  'no-refs': { ...BATCHES, create: noRefs },
  'copies-all': { ...BATCHES, change: copiesAll },
  'no-limit': { ...BATCHES, isTooLong: noLimit },
};

const expectedPlaces = (items: number) =>
  `${items} results, refused: ${placesOfWrong(items)
    .map((index) => index + 1)
    .join(', ')}`;

/** Many users in one request, some of them wrong: each gets a result that is true. */
export default defineScenario({
  title: 'Do many things in one request, some of which fail',
  claim: 'Each item has a result, and what is reported is what is stored.',
  standard: ['rfc4918 §13', 'rfc9110 §15.5.14'],
  covers: [
    'bulk-partial-success-207',
    'bulk-atomic-vs-partial',
    'bulk-rollback-lies',
    'bulk-size-limit',
    'bulk-update-mass-assignment',
    'bulk-idempotent-items',
  ],
  focus: ['content-type'],
  params: {
    items: integer({ default: LIMIT, min: 6, max: LIMIT, about: 'how many users are imported' }),
  },
  variants: {
    savepoints: correct('Each item has a savepoint and a result, the whole a status by rule.'),
    rollback: naive('An item that fails rolls back, and the loop goes on.', ['reported-stored']),
    'always-200': naive('A batch that was read is answered 200.', ['whole-told']),
    'always-207': naive('A batch is answered 207.', ['whole-told']),
    'no-refs': naive('Each item is a new one, whatever it calls itself.', ['known-again']),
    'copies-all': naive('An update sets whatever columns an item names.', ['admin-kept']),
    'no-limit': naive('A batch may be as long as it likes.', ['limit-told']),
  },
  checks: {
    'result-each': must('give each item a result, in order', 'lab'),
    'reported-stored': must('report what is stored', 'lab'),
    'whole-told': must('tell by the status if all or none is done', 'lab'),
    'all-or-none': must('store nothing of an atomic batch with a fault', 'lab'),
    'known-again': must('know its items again, if the answer was lost', 'lab'),
    'admin-kept': must('change only what may be changed', 'lab'),
    'limit-told': must('refuse what is too long, and name the limit', 'lab'),
  },

  async play(lab) {
    const { step } = lab;
    const { items } = lab.params;
    const { tap, create, change, stored, admins } = await openImport(lab, WAYS[lab.variant]);

    const mixed = await step('mixed', `Import ${items} users, three of them wrong`, () =>
      create(withThreeWrong('a', items)),
    );
    lab.check('result-each', places(mixed.result), expectedPlaces(items));
    lab.figure('stored of the first batch', stored('a'), 'users');
    lab.check('reported-stored', reported(mixed.result, stored('a')), theSame);

    const whole = await step('whole', 'Import three that are right, then three wrong', async () => [
      mixed.result,
      await create(batch('b', 3)),
      await create(withThreeWrong('c', 3)),
    ]);
    lab.check(
      'whole-told',
      listed(...whole.result.map(({ status }) => `${status}`)),
      '207 · 200 · 422',
    );

    const atomic = await step('atomic', 'The same with atomic, one of them wrong', () =>
      create([...batch('d', 3), { ...user('d4'), team: 'nobody' }], '?atomic=true'),
    );
    lab.check(
      'all-or-none',
      `${kinds(atomic.result)}, ${stored('d')} stored`,
      '3 × 424 · 1 × 422, 0 stored',
    );

    const lost = await step('lost', 'The answer is lost; the import sends it again', () => {
      tap.inject(dropResponse());
      return create(batch('e', 5));
    });
    lab.check('known-again', `${kinds(lost.result)}, ${stored('e')} stored`, '5 × 200, 5 stored');

    const update = await step('change', 'Change three, one of which is to be an admin', () =>
      change([
        { ref: 'b1', email: 'ben@mail.example' },
        { ref: 'b2', email: 'bea@mail.example', is_admin: true },
        { ref: 'b3', email: 'bob@mail.example' },
      ]),
    );
    lab.note(`The items: ${kinds(update.result)}.`);
    lab.check('admin-kept', counted(admins(), 'admin'), '0 admins');

    const long = await step('too-long', `Import ${LIMIT + 1} users`, () =>
      create(batch('f', LIMIT + 1)),
    );
    lab.check(
      'limit-told',
      `${limitTold(long.answers[0])}, ${stored('f')} stored`,
      `413, ${LIMIT}, 0 stored`,
    );
  },
});
