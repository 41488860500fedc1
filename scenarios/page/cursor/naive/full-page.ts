import type { CutPage } from '../pages.ts';

/** A page that is full has a next one. It is true of every page but a last one that is full. */
export const fullPage: CutPage = (read, limit) => {
  const shown = read(limit);
  return { shown, hasNext: shown.length === limit };
};
