import { correct, defineScenario, integer, must, naive } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { counted } from 'apilab/parts/checks/words';
import { endings, withStatus } from './checks.ts';
import { compareFirst } from './naive/compare-first.ts';
import { lookFirst, WITHOUT_CONSTRAINT } from './naive/look-first.ts';
import { readThenWrite } from './naive/read-then-write.ts';
import { unforeseen } from './naive/unforeseen.ts';
import { openShop, type Writing } from './setting.ts';

const WRITINGS = {
  'in-the-statement': {},
  'look-first': { schema: WITHOUT_CONSTRAINT, signUp: lookFirst },
  unforeseen: { signUp: unforeseen },
  'compare-first': { rename: compareFirst },
  'read-then-write': { takeOne: readThenWrite },
} satisfies Readonly<Record<string, Writing>>;

const PEOPLE = ['ada', 'grace', 'alan', 'barbara', 'edsger', 'frances', 'ken', 'donald'];

/** What must hold when many write at once is decided where it is written. */
export default defineScenario({
  title: 'Let the database decide who was first',
  claim: 'What many write at once is decided by one statement, not by a look before it.',
  standard: ['rfc9110 §13.1.1', 'rfc9110 §15.5.10'],
  covers: ['data-unique-constraint-race', 'data-optimistic-version-column'],
  focus: ['if-match', 'etag'],
  params: {
    people: integer({ default: 3, min: 2, max: 8, about: 'how many do the same at once' }),
    roundTripMs: integer({ default: 2, min: 1, max: 200, about: 'ms to the database and back' }),
  },
  variants: {
    'in-the-statement': correct('Constraints, and conditions in the statement that writes.'),
    'look-first': naive('Looks whether the address is free, then inserts.', ['one-row', 'told']),
    unforeseen: naive('A constraint, and nobody thought of what it says.', ['told']),
    'compare-first': naive('Reads the version, compares it, then writes.', ['one-version']),
    'read-then-write': naive('Reads the stock, counts down, writes what is left.', ['sold-once']),
  },
  checks: {
    'one-row': must('keep one customer with an address', 'lab'),
    told: must('tell the others that it is taken, by 409', 'lab'),
    'one-version': must('not perform a write whose If-Match is false', 'rfc9110 §13.1.1'),
    'second-chance': must('let who was refused write, once they have read it', 'lab'),
    'sold-once': must('sell no more than there is', 'lab'),
  },

  async play(lab) {
    const { step } = lab;
    const { people, roundTripMs } = lab.params;
    const shop = await openShop(lab, { roundTripMs, writing: WRITINGS[lab.variant] });
    const { shows, together } = shop;
    const names = PEOPLE.slice(0, people);

    const signUps = await step(
      'sign-up',
      `${people} sign up with one address at once`,
      () => together(names, shop.signUp),
      { shows },
    );
    lab.check('one-row', counted(shop.customers(), 'customer'), '1 customer');
    lab.check('told', endings(signUps), `1 × 201 · ${people - 1} × 409`);

    const edits = await step(
      'rename',
      'Ada and Grace rename the same version at once',
      async () => {
        const tag = await shop.look('ada');
        await together(['ada', 'grace'], (name) => shop.rename(name, `Keyboard of ${name}`, tag));
      },
      { shows },
    );
    lab.check('one-version', endings(edits), '1 × 204 · 1 × 412');

    const again = await step('again', 'Grace reads it again, and then renames it', async () =>
      shop.rename('grace', 'Quiet keyboard', await shop.look('grace')),
    );
    const { name, version } = shop.keyboard();
    lab.check(
      'second-chance',
      `${name}, version ${version}`,
      'Quiet keyboard, version 9',
      again.answers,
    );

    const sales = await step(
      'sell',
      `${people} buy the last keyboard at once`,
      () => together(names, shop.buy),
      { shows },
    );
    const sold = withStatus(sales, 201);
    lab.check('sold-once', `${sold} sold, of 1`, beginsAtMost(1, 'sold'));
    lab.figure('customers with one address', shop.customers(), 'customers');
    lab.figure('renames of one version', withStatus(edits, 204), 'renames');
    lab.figure('keyboards sold, of 1', sold, 'keyboards');
  },
});
