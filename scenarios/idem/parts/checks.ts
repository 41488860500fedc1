import { fieldOf, type HttpResponse } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { PROBLEM_JSON } from 'apilab/parts/http/problem';
import type { Database } from 'apilab/parts/shop/database';
import { REPLAYED } from './once.ts';
import type { PaymentProvider } from './payments.ts';

/** How many orders the shop holds, and how many charges the payment provider: `1 placed · 1 charged`. */
export function books(db: Database, payments: PaymentProvider): Books {
  const placed = Number(db.inspect('SELECT count(*) AS n FROM orders')[0]?.n);
  return { placed, charged: payments.charges.length };
}

export interface Books {
  readonly placed: number;
  readonly charged: number;
}

/** What came into the books since: `1 placed · 1 charged`. */
export const since = (before: Books, now: Books): string =>
  listed(`${now.placed - before.placed} placed`, `${now.charged - before.charged} charged`);

/** What a refusal says: `422, problem details, link to the rules`. */
export function refusal(answer: HttpResponse | undefined): string {
  if (answer === undefined) return 'no answer';
  const seconds = Number(fieldOf(answer, 'retry-after'));
  const words = [
    `${answer.status}`,
    fieldOf(answer, 'content-type') === PROBLEM_JSON && 'problem details',
    /rel="?describedby"?/.test(fieldOf(answer, 'link') ?? '') && 'link to the rules',
    Number.isInteger(seconds) && `come back after ${counted(seconds, 'second')}`,
  ];
  return words.filter((word) => word !== false).join(', ');
}

/** Whether an answer is `first` again, byte for byte but for its date and the mark of a replay. */
export const againOf =
  (first: HttpResponse | undefined) =>
  (answer: HttpResponse | undefined): string => {
    if (first === undefined || answer === undefined) return 'no answer';
    return lasting(answer) === lasting(first) ? 'the first answer again' : 'another answer';
  };

/** Whether an answer says that it was given before. */
export const mark = (answer: HttpResponse | undefined): string =>
  answer !== undefined && fieldOf(answer, REPLAYED) === 'true' ? 'marked' : 'not marked';

/** All that must not change from one sending to the next. */
function lasting({ status, fields, content }: HttpResponse): string {
  const varying = ['date', REPLAYED.toLowerCase()];
  const kept = fields.filter(({ name }) => !varying.includes(name.toLowerCase()));
  return JSON.stringify([status, kept, content.text]);
}
