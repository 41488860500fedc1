import { type Exchange, fieldOf, type HttpResponse, type Seen, type Wire } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';
import type { Sight } from './setting.ts';

/** What a script read: `200 · 2 orders`, or that it read nothing. */
export function read({ status, text }: Sight): string {
  const content = parseJson(text);
  return status === undefined
    ? text
    : listed(`${status}`, Array.isArray(content) ? counted(content.length, 'order') : 'no orders');
}

/** What one who is no browser was answered. */
export const heard = (answer: Seen<HttpResponse> | undefined): string =>
  answer === undefined
    ? 'nothing'
    : read({ status: answer.status, text: answer.content.text ?? '' });

/** How many preflights went before how many requests: `1 for 2 changes`. */
export function preflights(exchanges: readonly Exchange[]): string {
  const asked = exchanges.filter(({ request }) => request.method === 'OPTIONS').length;
  return `${asked} for ${counted(exchanges.length - asked, 'change')}`;
}

/** How many answers name one origin and do not say that they depend on it. */
export function withoutVary(wire: Wire): string {
  const forOne = wire.responses('api').filter((answer) => {
    const origin = fieldOf(answer, 'access-control-allow-origin');
    return origin !== undefined && origin !== '*';
  });
  const silent = forOne.filter((answer) => !/\borigin\b/i.test(fieldOf(answer, 'vary') ?? ''));
  return `${silent.length} lack it`;
}
