import type { Database, Row } from 'apilab/parts/shop/database';
import { type Order, orderOf } from './order-book.ts';

/** Where a page begins, as the query of its address: the list alone knows what it means. */
export type Place = Readonly<Record<string, string>>;

/** A part of a list. */
export interface Page {
  readonly orders: readonly Order[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: Place;
}

/** A page that cannot be given, and why, as one sentence for whoever asked. */
export interface Refusal {
  readonly refused: string;
}

/** Cuts the list of orders, newest first, into pages. */
export type Paging = (query: URLSearchParams, limit: number) => Page | Refusal;

const NO_NUMBERS: Refusal = {
  refused: 'The pages of this list have no numbers: begin without one, and follow "next".',
};
const NO_PLACE: Refusal = { refused: 'There is no such place in the list: "after" is a number.' };

/**
 * Goes on after the last order that was seen, wherever it stands by now (keyset paging, or the seek
 * method). What the list is ordered by never changes and is never given twice, so nobody can move from
 * one side of a reader to the other.
 */
export function keysetPaging(db: Database): Paging {
  return (query, limit) => {
    if (query.has('page')) return NO_NUMBERS;
    const after = readPlace(query);
    if (after === 'bad') return NO_PLACE;
    const rows =
      after === 'start'
        ? db.all('SELECT id, item, cents FROM orders ORDER BY id DESC LIMIT ?', [limit + 1])
        : db.all('SELECT id, item, cents FROM orders WHERE id < ? ORDER BY id DESC LIMIT ?', [
            after,
            limit + 1,
          ]);
    return pageOf(rows, limit, ({ id }) => ({ after: `${id}` }));
  };
}

/** The order to go on after, as the query says: input, so anything may stand there. */
export function readPlace(query: URLSearchParams): number | 'start' | 'bad' {
  const after = query.get('after');
  if (after === null) return 'start';
  return /^\d{1,15}$/.test(after) ? Number(after) : 'bad';
}

/** A page of rows, of which one more was read than asked for: it tells whether there is a next page. */
export function pageOf(
  rows: readonly Row[],
  limit: number,
  placeAfter: (last: Row) => Place,
): Page {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasNext = rows.length > limit && last !== undefined;
  return { orders: shown.map(orderOf), ...(hasNext && { next: placeAfter(last) }) };
}
