import { openDatabase } from 'apilab/parts/shop/database';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapshotExports } from './exports.ts';
import { type OrderBook, orderBook } from './order-book.ts';
import { keysetPaging, type Page } from './paging.ts';

function openList(orders: number) {
  const db = openDatabase();
  const book = orderBook(db);
  const paging = keysetPaging(db);
  const exports = snapshotExports(db);
  for (let n = 0; n < orders; n++) book.place({ item: 'Cable', cents: n });
  const page = (query: string, limit = 3) => {
    const given = paging(new URLSearchParams(query), limit);
    if ('refused' in given) throw new Error(given.refused);
    return given;
  };
  const ids = () => db.inspect('SELECT id FROM orders').map(({ id }) => Number(id));
  return { book, page, exports, ids };
}

const idsOf = ({ orders }: Page) => orders.map(({ id }) => id);

describe('keysetPaging', () => {
  test('gives the newest first, and where the next page begins', () => {
    const { page } = openList(5);
    const first = page('');
    expect([idsOf(first), first.next]).toEqual([[5, 4, 3], { after: '3' }]);
    const second = page('after=3');
    expect([idsOf(second), second.next]).toEqual([[2, 1], undefined]);
  });

  test('has no next page behind one that is just full, or on an empty list', () => {
    expect(openList(3).page('').next).toBeUndefined();
    expect(openList(0).page('')).toEqual({ orders: [] });
  });

  test('goes on after an order that is gone', () => {
    const { page, book } = openList(5);
    book.cancel(3);
    expect(idsOf(page('after=3'))).toEqual([2, 1]);
  });

  test.each([
    'page=1',
    'page=',
    'after=',
    'after=-1',
    'after=abc',
    'after=1.5',
    `after=${'9'.repeat(400)}`,
  ])('refuses what tells no place: %.20s', (query) => {
    expect(() => openList(5).page(query)).toThrow();
  });

  test('gives no number twice, so that a new order is never taken for one that was seen', () => {
    const { book, page } = openList(2);
    book.cancel(2);
    book.place({ item: 'Cable', cents: 1 });
    expect(idsOf(page(''))).toEqual([3, 1]);
  });

  test('shows whatever is there throughout exactly once, whatever is written between pages', () => {
    const write = fc.oneof(
      fc.record({ kind: fc.constant('place') }),
      fc.record({
        kind: fc.constantFrom('cancel', 'reprice'),
        id: fc.integer({ min: 1, max: 20 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(write, { maxLength: 3 }), { maxLength: 8 }), (turns) => {
        const { book, page, ids } = openList(12);
        const before = ids();
        const gone = new Set<number>();
        const seen: number[] = [];
        for (let query = '', turn = 0; ; turn++) {
          const given = page(query);
          seen.push(...idsOf(given));
          for (const each of turns[turn] ?? []) perform(book, each, gone);
          if (given.next === undefined) break;
          query = `${new URLSearchParams(given.next)}`;
        }
        expect(new Set(seen).size).toBe(seen.length);
        const throughout = before.filter((id) => !gone.has(id));
        expect(throughout.filter((id) => !seen.includes(id))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

function perform(
  book: OrderBook,
  write: { readonly kind: string; readonly id?: number },
  gone: Set<number>,
): void {
  const { kind, id = 0 } = write;
  if (kind === 'place') book.place({ item: 'Cable', cents: 1 });
  if (kind === 'reprice') book.reprice(id, 1);
  if (kind === 'cancel' && book.cancel(id)) gone.add(id);
}

describe('snapshotExports', () => {
  const all = { after: 'start', limit: 100 } as const;

  test('shows the list as it was when the export began', () => {
    const { book, exports } = openList(3);
    const number = exports.begin();
    book.cancel(2);
    book.reprice(1, 99);
    book.place({ item: 'Cable', cents: 1 });
    const page = exports.page(number, all.after, all.limit);
    expect(page).toEqual({
      orders: [
        { id: 3, item: 'Cable', cents: 2 },
        { id: 2, item: 'Cable', cents: 1 },
        { id: 1, item: 'Cable', cents: 0 },
      ],
    });
  });

  test('keeps the five newest, and tells what is gone from what never was', () => {
    const { exports } = openList(1);
    for (let n = 1; n <= 6; n++) expect(exports.begin()).toBe(n);
    const states = [0, 1, 2, 6, 7].map((number) => exports.page(number, all.after, all.limit));
    const one = { orders: [{ id: 1, item: 'Cable', cents: 0 }] };
    expect(states).toEqual(['unknown', 'gone', one, one, 'unknown']);
  });
});
