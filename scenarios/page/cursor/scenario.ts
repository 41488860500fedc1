import { correct, defineScenario, must, naive } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { lengths, longest, nextNamed, ofOthers, refusal, statuses } from './checks.ts';
import { asAsked } from './naive/as-asked.ts';
import { fullPage } from './naive/full-page.ts';
import { plainCursors } from './naive/plain.ts';
import { MAX_LIMIT } from './pages.ts';
import type { Way } from './ports.ts';
import { adasOrders, edited, readable } from './setting.ts';

const WAYS: Readonly<Record<'signed' | 'plain' | 'full-page' | 'as-asked', Way>> = {
  signed: {},
  plain: { cursors: plainCursors },
  'full-page': { cut: fullPage },
  'as-asked': { limits: asAsked },
};

const ADA = 1;

/** A list whose cursors nobody can forge, whose end is known, and whose pages have a size. */
export default defineScenario({
  title: 'Give out cursors that nobody can forge',
  claim: 'A cursor leads on in its own list, and nowhere else.',
  standard: ['rfc8288 §3', 'rfc4648 §5'],
  covers: [
    'page-cursor-opaque-signed',
    'page-cursor-end-detection',
    'page-link-header',
    'page-limit-clamp',
  ],
  focus: ['link'],
  variants: {
    signed: correct('A cursor is signed, together with the list that it belongs to.'),
    plain: naive('A cursor is the query in base64, and read as it comes back.', [
      'edited-refused',
      'none-of-others',
      'junk-refused',
      'other-list-refused',
    ]),
    'full-page': naive('A page that is full names a next one.', ['next-named', 'no-empty-page']),
    'as-asked': naive('A page is as long as it is asked to be.', ['page-limited', 'limit-read']),
  },
  checks: {
    'next-named': must('name the next page in Link, but on the last', 'lab'),
    'no-empty-page': must('not end with an empty page', 'lab'),
    'edited-refused': must('refuse a cursor that was edited', 'lab'),
    'none-of-others': must('show nobody the orders of others', 'lab'),
    'junk-refused': must("call what is no cursor the client's fault", 'lab'),
    'other-list-refused': must('refuse the cursor of another list', 'lab'),
    'page-limited': must(`give at most ${MAX_LIMIT} orders, whatever is asked`, 'lab'),
    'limit-read': must('refuse a limit that is no number of orders', 'lab'),
  },

  async play(lab) {
    const ada = await adasOrders(lab, WAYS[lab.variant]);

    const walk = await lab.step('walk', 'Follow the links through ten orders', ada.readAll);
    lab.check('next-named', nextNamed(walk.answers), 'next, no next');
    lab.check('no-empty-page', lengths(walk.result), 'pages of 5, 5');

    const edit = await lab.step(
      'edit',
      'Edit the cursor, for the orders of customer 2',
      async () => {
        const cursor = await ada.cursor();
        lab.note(`The cursor says ${readable(cursor)}. Now it says ${readable(edited(cursor))}.`);
        await ada.ask({ status: 'paid', cursor: edited(cursor) });
        return cursor;
      },
    );
    const forged = edit.answers.at(-1);
    lab.check('edited-refused', refusal(forged), '400, problem details', [forged]);
    lab.check('none-of-others', ofOthers(forged, ADA), 'none of others');

    const cursor = edit.result;
    const misuse = await lab.step(
      'misuse',
      'Send junk, and the cursor of another list',
      async () => {
        await ada.ask({ status: 'paid', cursor: 'next-page-please' });
        await ada.ask({ status: 'archived', cursor });
      },
    );
    const [junk, other] = misuse.answers;
    lab.check('junk-refused', refusal(junk), '400, problem details', [junk]);
    lab.check('other-list-refused', refusal(other), '400, problem details', [other]);

    const limits = await lab.step(
      'limits',
      'Ask for a million orders, for -1, for abc',
      async () => {
        for (const limit of ['1000000', '-1', 'abc']) await ada.ask({ status: 'archived', limit });
      },
    );
    lab.check(
      'page-limited',
      longest(limits.answers),
      beginsAtMost(MAX_LIMIT, 'orders'),
      limits.answers.slice(0, 1),
    );
    lab.check('limit-read', statuses(limits.answers.slice(1)), '400 · 400');
  },
});
