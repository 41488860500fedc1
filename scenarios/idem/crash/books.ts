import type { Database } from 'apilab/parts/shop/database';
import { type Answer, created } from '../parts/answers.ts';
import { createOutbox, enqueue } from './outbox.ts';

/** An order that is paid. */
export interface PaidOrder {
  readonly customer: number;
  readonly productId: number;
  readonly quantity: number;
  readonly cents: number;
}

/** Runs work as one transaction: all of it counts, or none. */
export type Transactions = { commit<T>(work: () => T): Promise<T> };

/** Stores a paid order, the answer to it, and the message that goes out about it. */
export type Settle = (
  db: Database,
  transactions: Transactions,
) => (order: PaidOrder, keep: (answer: Answer) => void) => Promise<Answer>;

/**
 * All three in one transaction: there is no moment at which an order is there and its key does not know
 * it, or nobody will hear of it.
 */
export const settleAtOnce: Settle = (db, transactions) => (order, keep) =>
  transactions.commit(() => {
    const answer = insertOrder(db, order);
    keep(answer);
    enqueue(db, answer.headers.Location ?? '');
    return answer;
  });

export function createBooks(db: Database): void {
  db.create(`
    CREATE TABLE IF NOT EXISTS orders (
      id         INTEGER PRIMARY KEY,
      customer   INTEGER NOT NULL,
      product_id INTEGER NOT NULL,
      quantity   INTEGER NOT NULL,
      cents      INTEGER NOT NULL
    )`);
  createOutbox(db);
}

/** Inserts an order and makes its answer. */
export function insertOrder(db: Database, order: PaidOrder): Answer {
  const { customer, productId, quantity, cents } = order;
  const row = db.get(
    'INSERT INTO orders (customer, product_id, quantity, cents) VALUES (?, ?, ?, ?) RETURNING id',
    [customer, productId, quantity, cents],
  );
  return created({ id: Number(row?.id), productId, quantity, cents });
}
