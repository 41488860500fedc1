import type { Database } from 'apilab/parts/shop/database';
import type { Exports } from '../../parts/exports.ts';
import { keysetPaging } from '../../parts/paging.ts';

/**
 * An export that is a walk through the living list. It gives no order twice, and still no moment at
 * which the list was as it says: its first page is older than its last.
 */
export function liveExport(db: Database): Exports {
  const paging = keysetPaging(db);
  let newest = 0;
  return {
    begin: () => ++newest,
    page(number, after, limit) {
      if (number > newest || number < 1) return 'unknown';
      const query = new URLSearchParams(after === 'start' ? {} : { after: `${after}` });
      const page = paging(query, limit);
      return 'refused' in page ? 'unknown' : page;
    },
  };
}
