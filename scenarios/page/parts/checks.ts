import type { Expectation, HttpResponse, Seen } from 'apilab';
import { fieldOf } from 'apilab';
import { doubles, gaps, runs } from 'apilab/parts/checks/sequences';
import { counted, listed } from 'apilab/parts/checks/words';
import { PROBLEM_JSON } from 'apilab/parts/http/problem';
import type { Order } from './order-book.ts';

type Numbered = Pick<Order, 'id'>;

const numbers = (orders: readonly Numbered[]) => orders.map(({ id }) => id);

/** Orders by their numbers, in short: `order 16` or `orders 6-10`. */
export const named = (orders: readonly Numbered[]): string => inShort(numbers(orders));

const inShort = (ids: readonly number[]) =>
  `${ids.length === 1 ? 'order' : 'orders'} ${runs([...ids].sort((a, b) => a - b))}`;

/** What came more than once: `none twice` or `order 16 twice`. */
export function repeated(seen: readonly Numbered[]): string {
  const twice = doubles(numbers(seen));
  return twice.length === 0 ? 'none twice' : `${inShort(twice)} twice`;
}

/** What was left out between the first and the last one seen: `none missing` or `order 11 missing`. */
export function skipped(seen: readonly Numbered[]): string {
  const missing = gaps(numbers(seen));
  return missing.length === 0 ? 'none missing' : `${inShort(missing)} missing`;
}

/** How those that were there throughout were seen: `17 of 17 once`, or what is wrong with it. */
export function walked(seen: readonly Numbered[], throughout: readonly Numbered[]): string {
  const times = (id: number) => seen.filter((order) => order.id === id).length;
  const ids = numbers(throughout);
  const twice = ids.filter((id) => times(id) > 1);
  const missing = ids.filter((id) => times(id) === 0);
  return listed(
    `${ids.length - twice.length - missing.length} of ${ids.length} once`,
    ...(twice.length > 0 ? [`${inShort(twice)} twice`] : []),
    ...(missing.length > 0 ? [`${inShort(missing)} missing`] : []),
  );
}

/** How many orders, and what they come to: `19 orders, 1934.00 in all`. */
export function total(orders: readonly Pick<Order, 'cents'>[]): string {
  const cents = orders.reduce((sum, order) => sum + order.cents, 0);
  return `${counted(orders.length, 'order')}, ${(cents / 100).toFixed(2)} in all`;
}

/** What came when a page was asked for by its number: `400, problem details` or `200, orders 6-10`. */
export function pageByNumber(answer: Seen<HttpResponse> | undefined): string {
  if (answer === undefined) return 'no answer';
  if (fieldOf(answer, 'content-type') === PROBLEM_JSON) return `${answer.status}, problem details`;
  const { orders }: { orders: readonly Order[] } = JSON.parse(answer.content.text ?? '');
  return `${answer.status}, ${named(orders)}`;
}

/** Anything but those orders. */
export const notThese = (orders: readonly Numbered[]): Expectation => ({
  text: `not ${named(orders)}`,
  holds: (actual) => typeof actual === 'string' && !actual.endsWith(named(orders)),
});
