import { insertOrder, type Settle } from '../books.ts';
import { enqueue } from '../outbox.ts';

/** First the order, then its answer, then its message, each committed as soon as it is known. */
export const threeCommits: Settle = (db, transactions) => async (order, keep) => {
  const answer = await transactions.commit(() => insertOrder(db, order));
  await transactions.commit(() => keep(answer));
  await transactions.commit(() => enqueue(db, answer.headers.Location ?? ''));
  return answer;
};
