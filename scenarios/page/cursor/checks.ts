import { fieldOf, type HttpResponse, type Seen } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { PROBLEM_JSON } from 'apilab/parts/http/problem';
import type { Order } from './order-list.ts';

type Answer = Seen<HttpResponse> | undefined;

/** How long the pages were: `pages of 5, 5`. */
export const lengths = (pages: readonly (readonly unknown[])[]): string =>
  `pages of ${pages.map(({ length }) => length).join(', ')}`;

/** Whether each page but the last named the next one: `next, no next`. */
export const nextNamed = (answers: readonly Seen<HttpResponse>[]): string =>
  answers
    .map((answer) => (/rel="?next"?/.test(fieldOf(answer, 'link') ?? '') ? 'next' : 'no next'))
    .join(', ');

/** What a refusal is: `400, problem details`. */
export function refusal(answer: Answer): string {
  if (answer === undefined) return 'no answer';
  const isProblem = fieldOf(answer, 'content-type') === PROBLEM_JSON;
  return isProblem ? `${answer.status}, problem details` : `${answer.status}`;
}

/** Whose orders an answer holds, other than this customer's: `none of others`. */
export function ofOthers(answer: Answer, customer: number): string {
  const foreign = ordersOf(answer).filter((order) => order.customer !== customer);
  return foreign.length === 0 ? 'none of others' : `${counted(foreign.length, 'order')} of others`;
}

/** How many orders the longest of the pages has: `50 orders`. */
export const longest = (answers: readonly Seen<HttpResponse>[]): string =>
  `${Math.max(0, ...answers.map((answer) => ordersOf(answer).length))} orders`;

/** How limits that are none were answered: `400 · 400`. */
export const statuses = (answers: readonly Seen<HttpResponse>[]): string =>
  listed(...answers.map(({ status }) => `${status}`));

function ordersOf(answer: Answer): readonly Order[] {
  if (answer?.status !== 200) return [];
  const orders: readonly Order[] = JSON.parse(answer.content.text ?? '[]');
  return orders;
}
