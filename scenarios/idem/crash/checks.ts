import { type CrossedWire, fieldOf } from 'apilab';
import { runs } from 'apilab/parts/checks/sequences';
import { counted, listed } from 'apilab/parts/checks/words';
import { REPLAYED } from '../parts/once.ts';

/** What stands in the books of the shop, of the payment provider and of the mail. */
export interface Books {
  readonly orders: readonly number[];
  readonly charges: number;
  /** The orders that a message was sent about, such as `/orders/1`. */
  readonly confirmed: readonly string[];
}

/** What the client was answered. */
export const answersOfApi = ({ answers }: CrossedWire) =>
  answers.filter(({ server }) => server === 'api');

/** What the provider was asked, by whichever process. */
export const chargesAsked = ({ requests }: CrossedWire) =>
  requests.filter(({ server }) => server === 'psp');

/** What was sent about orders. */
export const messages = ({ requests }: CrossedWire) =>
  requests.filter(({ server }) => server === 'mail');

/** What the first answer said: `409`. */
export const firstAnswer = (wire: CrossedWire): string =>
  `${answersOfApi(wire)[0]?.status ?? 'no answer'}`;

/** The last answer, and whether it is the stored one: `201, replayed`. */
export function lastAnswer(wire: CrossedWire): string {
  const answer = answersOfApi(wire).at(-1);
  if (answer === undefined) return 'no answer';
  const isReplayed = fieldOf(answer, REPLAYED) === 'true';
  return listed(`${answer.status}`, isReplayed ? 'replayed' : 'not replayed');
}

/** How often the card was charged since then: `1 charge`. */
export const chargesSince = (before: Books, now: Books): string =>
  counted(now.charges - before.charges, 'charge');

/** How many orders were placed since then: `1 order`. */
export const ordersSince = (before: Books, now: Books): string =>
  counted(now.orders.length - before.orders.length, 'order');

/** Which orders nobody was told of: `0 without a message` or `1 without a message: order 3`. */
export function unconfirmed({ orders, confirmed }: Books): string {
  const silent = orders.filter((id) => !confirmed.includes(`/orders/${id}`));
  const names = silent.length === 0 ? '' : `: order ${runs(silent)}`;
  return `${silent.length} without a message${names}`;
}
