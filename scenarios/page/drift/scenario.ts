import { correct, defineScenario, must, naive } from 'apilab';
import { named, notThese, pageByNumber, repeated, skipped } from '../parts/checks.ts';
import { snapshotExports } from '../parts/exports.ts';
import type { Order } from '../parts/order-book.ts';
import { keysetPaging } from '../parts/paging.ts';
import { readerAndWriter } from '../parts/setting.ts';
import { offset } from './naive/offset.ts';

/** A list is read page by page while others write, and nothing is seen twice or missed. */
export default defineScenario({
  title: 'Turn the pages of a list that changes meanwhile',
  claim: 'Whoever turns the pages of a list sees each row once, whatever comes and goes.',
  covers: ['page-offset-drift-insert', 'page-offset-drift-delete', 'page-jump-to-page'],
  variants: {
    keyset: correct('A page begins after the last row that was seen.'),
    offset: naive('A page begins after so many rows: pages have numbers.', [
      'none-twice',
      'none-missing',
    ]),
  },
  checks: {
    'none-twice': must('show no row twice if another one is inserted', 'lab'),
    'none-missing': must('skip no row if another one is deleted', 'lab'),
    'number-not-ignored': must('not answer a page number with the first page', 'lab'),
  },

  async play(lab) {
    const paging = { keyset: keysetPaging, offset }[lab.variant];
    const shop = await readerAndWriter(lab, { paging, exports: snapshotExports });
    const shows = [shop.lane];
    const seen: Order[] = [];
    const pages = shop.walk();
    async function turn(): Promise<void> {
      const { value: orders } = await pages.next();
      seen.push(...(orders ?? []));
      lab.note(`This page shows ${named(orders ?? [])}.`);
    }

    await lab.step('first-page', 'Read the newest five of twenty orders', turn, { shows });

    await lab.step('insert', 'Somebody orders; turn the page', async () => {
      await shop.place();
      await turn();
    });
    lab.check('none-twice', repeated(seen), 'none twice');

    await lab.step('delete', 'Somebody cancels an order; turn the page', async () => {
      await shop.cancel(19);
      await turn();
    });
    lab.check('none-missing', skipped(seen), 'none missing');

    const jump = await lab.step('jump', 'Ask for page 3 by its number', () =>
      shop.askFor('page=3'),
    );
    lab.check('number-not-ignored', pageByNumber(jump.answers[0]), notThese(shop.firstPage()));
  },
});
