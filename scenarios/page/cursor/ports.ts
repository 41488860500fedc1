import type { Cursors } from './cursors.ts';
import type { CutPage, ReadLimit } from './pages.ts';

/** What can be done in more than one way: what a cursor holds, where a list ends, how long a page is. */
export interface Way {
  readonly cursors?: Cursors;
  readonly cut?: CutPage;
  readonly limits?: ReadLimit;
}
