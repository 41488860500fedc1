import { createHmac } from 'node:crypto';
import {
  type Exchange,
  fieldOf,
  type HttpRequest,
  type HttpResponse,
  type Seen,
  type Wire,
} from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import type { Database } from 'apilab/parts/shop/database';

/** The attempts to deliver one event, in order, each with its answer. */
export const attemptsOf = (wire: Wire, id: string): readonly Exchange[] =>
  wire.exchanges('shop').filter(({ request }) => fieldOf(request, 'webhook-id') === id);

/** What the signature of a delivery covers, computed anew from what was seen. */
export function whatIsSigned(request: Seen<HttpRequest> | undefined, secret: string): string {
  if (request === undefined) return 'nothing';
  const [id, time, body] = [
    fieldOf(request, 'webhook-id'),
    fieldOf(request, 'webhook-timestamp'),
    request.content.text ?? '',
  ];
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const isOver = (signed: string) =>
    fieldOf(request, 'webhook-signature') ===
    `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  if (isOver(`${id}.${time}.${body}`)) return 'id, time and body';
  return isOver(body) ? 'the body alone' : 'something else';
}

/** What an answer says of a delivery, such as `refused with 401`. */
export function fate(answer: HttpResponse | undefined): string {
  if (answer === undefined) return 'no answer';
  const verb = answer.status < 300 ? 'taken' : answer.status < 500 ? 'refused' : 'failed';
  return `${verb} with ${answer.status}`;
}

/** How many whole days lie between the first and the last of these attempts, such as `3 days`. */
export function daysOf(attempts: readonly Exchange[]): string {
  const first = attempts[0]?.request.at ?? 0;
  const last = attempts.at(-1)?.request.at ?? 0;
  return counted(Math.floor((last - first) / 86_400_000), 'day');
}

/** Whether an endpoint has said of an event that it has it. */
export const hasArrived = (wire: Wire, id: string): boolean =>
  attemptsOf(wire, id).some(({ response }) => response !== undefined && response.status < 300);

/** How many parcels left for each of these orders, such as `1 parcel for order 1`. */
export const parcelsFor = (db: Database, ...orders: readonly number[]): string =>
  listed(
    ...orders.map((order) => {
      const sql = 'SELECT count(*) AS sent FROM shipments WHERE order_id = ?';
      return `${counted(Number(db.inspect(sql, [order])[0]?.sent), 'parcel')} for order ${order}`;
    }),
  );

/** That one parcel left for each of these orders. */
export const oneParcelFor = (...orders: readonly number[]): string =>
  listed(...orders.map((order) => `1 parcel for order ${order}`));
