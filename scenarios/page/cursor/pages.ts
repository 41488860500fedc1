import type { Order } from './order-list.ts';

/** What of a list is shown, and whether something comes after it. */
export interface Cut {
  readonly shown: readonly Order[];
  readonly hasNext: boolean;
}

/** Cuts a page out of a list. `read` gives at most so many orders. */
export type CutPage = (read: (count: number) => readonly Order[], limit: number) => Cut;

/** Reads one more than it shows: if that is there, there is a next page. */
export const oneMore: CutPage = (read, limit) => {
  const orders = read(limit + 1);
  return { shown: orders.slice(0, limit), hasNext: orders.length > limit };
};

/** How many orders a page has, from what was asked; `undefined` if that is no number of orders. */
export type ReadLimit = (asked: string | null) => number | undefined;

export const DEFAULT_LIMIT = 20;
export const MAX_LIMIT = 50;

/** More than the maximum is cut down to it, which the page says by its length and by its next link. */
export const clampLimit: ReadLimit = (asked) => {
  if (asked === null) return DEFAULT_LIMIT;
  const limit = /^\d{1,15}$/.test(asked) ? Number(asked) : 0;
  return limit >= 1 ? Math.min(limit, MAX_LIMIT) : undefined;
};
