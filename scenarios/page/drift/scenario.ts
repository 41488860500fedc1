import { correct, defineScenario, must, naive } from 'apilab';
import { notThese, pageByNumber, repeated, skipped, total, walked } from './checks.ts';
import { snapshotExports } from './exports.ts';
import { liveExport } from './naive/live-export.ts';
import { movingKey } from './naive/moving-key.ts';
import { offset } from './naive/offset.ts';
import type { Order } from './order-book.ts';
import { keysetPaging } from './paging.ts';
import { readerAndWriter, type Way } from './setting.ts';

const RIGHT: Way = { paging: keysetPaging, exports: snapshotExports };

/** A list is read page by page while others write, and nothing is seen twice or missed. */
export default defineScenario({
  title: 'Page through a list that changes meanwhile',
  claim: 'Whoever pages through a list sees each row once, whatever is written meanwhile.',
  covers: [
    'page-offset-drift-insert',
    'page-offset-drift-delete',
    'page-jump-to-page',
    'page-concurrent-export-consistency',
  ],
  variants: {
    keyset: correct('A page begins after the last row seen; an export is a copy.'),
    offset: naive('A page begins after so many rows: pages have numbers.', [
      'none-twice',
      'none-missing',
      'walked-once',
    ]),
    'moving-key': naive('A page begins after the last change seen; changes move rows.', [
      'walked-once',
    ]),
    'live-export': naive('An export is a walk through the list as it is.', ['one-moment']),
  },
  checks: {
    'none-twice': must('show no row twice if another one is inserted', 'lab'),
    'none-missing': must('skip no row if another one is deleted', 'lab'),
    'number-not-ignored': must('not answer a page number with the first page', 'lab'),
    'walked-once': must('show each row once that was there all the time', 'lab'),
    'one-moment': must('export the list as it was at one moment', 'lab'),
  },

  async play(lab) {
    const way = {
      keyset: RIGHT,
      offset: { ...RIGHT, paging: offset },
      'moving-key': { ...RIGHT, paging: movingKey },
      'live-export': { ...RIGHT, exports: liveExport },
    }[lab.variant];
    const shop = await readerAndWriter(lab, way);
    const shows = [shop.lane];
    const seen: Order[] = [];
    const pages = shop.walk();
    const turn = async () => void seen.push(...((await pages.next()).value ?? []));

    await lab.step('first-page', 'Read the newest five of twenty orders', turn, { shows });
    const firstPage = [...seen];

    await lab.step(
      'insert',
      'Somebody orders; turn the page',
      async () => {
        await shop.place();
        await turn();
      },
      { shows },
    );
    lab.check('none-twice', repeated(seen), 'none twice');

    await lab.step(
      'delete',
      'Somebody cancels an order; turn the page',
      async () => {
        await shop.cancel(19);
        await turn();
      },
      { shows },
    );
    lab.check('none-missing', skipped(seen), 'none missing');

    const jump = await lab.step('jump', 'Ask for page 3 by its number', () =>
      shop.askFor('page=3'),
    );
    lab.check('number-not-ignored', pageByNumber(jump.answers[0]), notThese(firstPage));

    const walk = await lab.step('walk', 'Read all of it while others write', async () => {
      const before = shop.there();
      const all: Order[] = [];
      const writes = [
        () =>
          shop
            .place()
            .then(shop.place)
            .then(() => shop.reprice(7, 4900)),
        () => shop.cancel(20).then(() => shop.cancel(18)),
      ];
      for await (const orders of shop.walk()) {
        all.push(...orders);
        await writes.shift()?.();
      }
      const after = new Set(shop.there().map(({ id }) => id));
      return { all, throughout: before.filter(({ id }) => after.has(id)) };
    });
    const { all, throughout } = walk.result;
    lab.check(
      'walked-once',
      walked(all, throughout),
      `${throughout.length} of ${throughout.length} once`,
    );

    const exported = await lab.step('export', 'Export all of it while others write', async () => {
      const atFirst = shop.there();
      const rows: Order[] = [];
      const writes = [() => shop.cancel(4).then(() => shop.reprice(3, 100)), shop.place];
      for await (const orders of await shop.export()) {
        rows.push(...orders);
        await writes.shift()?.();
      }
      return { rows, atFirst };
    });
    lab.check('one-moment', total(exported.result.rows), total(exported.result.atFirst));
  },
});
