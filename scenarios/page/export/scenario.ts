import { correct, defineScenario, must, naive } from 'apilab';
import { total, walked } from '../parts/checks.ts';
import { snapshotExports } from '../parts/exports.ts';
import { keysetPaging } from '../parts/paging.ts';
import { readAll, readerAndWriter } from '../parts/setting.ts';
import { liveExport } from './naive/live-export.ts';
import { movingKey } from './naive/moving-key.ts';

/** A whole list is read while others write, and what comes out can be relied on. */
export default defineScenario({
  title: 'Export a list that changes meanwhile',
  claim: 'An export shows the list as it was at one moment, however long it takes to read.',
  covers: ['page-concurrent-export-consistency'],
  variants: {
    copy: correct('The list is copied at one moment, and the pages are read from the copy.'),
    'live-export': naive('The export is a walk through the list as it is.', ['one-moment']),
    'moving-key': naive('The list is read by the time of change, newest first.', ['walked-once']),
  },
  checks: {
    'walked-once': must('show each row once that was there all the time', 'lab'),
    'one-moment': must('export the list as it was at one moment', 'lab'),
  },

  async play(lab) {
    const way = {
      copy: { paging: keysetPaging, exports: snapshotExports },
      'live-export': { paging: keysetPaging, exports: liveExport },
      'moving-key': { paging: movingKey, exports: snapshotExports },
    }[lab.variant];
    const shop = await readerAndWriter(lab, way);

    const walk = await lab.step('walk', 'Read page after page while others write', async () => {
      const before = shop.there();
      const writes = shop.meanwhile({ repriced: 7, cancelled: 19 });
      const rows = await readAll(shop.walk(), writes);
      const after = new Set(shop.there().map(({ id }) => id));
      return { rows, throughout: before.filter(({ id }) => after.has(id)) };
    });
    const { rows, throughout } = walk.result;
    const count = throughout.length;
    lab.check('walked-once', walked(rows, throughout), `${count} of ${count} once`);

    const exported = await lab.step('export', 'Export all of it while others write', async () => {
      const atFirst = shop.there();
      const writes = shop.meanwhile({ repriced: 5, cancelled: 4 });
      return { rows: await readAll(await shop.export(), writes), atFirst };
    });
    lab.check('one-moment', total(exported.result.rows), total(exported.result.atFirst));
  },
});
