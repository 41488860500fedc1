import {
  type handleUnaryCall,
  Metadata,
  type ServiceDefinition,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { type Item, listenWith, type Sum } from '../parts/shop-protos.ts';

/** Why an order is not taken. */
export type Reason =
  | 'no-token'
  | 'no-right'
  | 'quota-used-up'
  | 'no-quantity'
  | 'no-product'
  | 'placed-before'
  | 'not-on-sale'
  | 'price-changed'
  | 'not-so-many'
  | 'record-damaged';

/** What a caller is told, by the reason: what they can do about it decides, not how it came about. */
export const CODES: Readonly<Record<Reason, status>> = {
  // Who are you? Log in, and call again.
  'no-token': status.UNAUTHENTICATED,
  // I know you, and you may not. Logging in again does not help.
  'no-right': status.PERMISSION_DENIED,
  // You may, but not so much. Later.
  'quota-used-up': status.RESOURCE_EXHAUSTED,
  // Wrong whatever the shop looks like.
  'no-quantity': status.INVALID_ARGUMENT,
  'no-product': status.NOT_FOUND,
  'placed-before': status.ALREADY_EXISTS,
  // Not as things stand: the same call fails until somebody changes them.
  'not-on-sale': status.FAILED_PRECONDITION,
  // Somebody was faster: read again, decide again.
  'price-changed': status.ABORTED,
  'not-so-many': status.OUT_OF_RANGE,
  'record-damaged': status.DATA_LOSS,
};

/** How an order is refused. */
export type Refuse = (reason: Reason) => Error;

export const withCode: Refuse = (reason) =>
  Object.assign(new Error(reason), { code: CODES[reason], details: reason.replaceAll('-', ' ') });

/** Who has which token, and what they may do. */
const TOKENS: ReadonlyMap<string, 'orders' | 'reads' | 'has ordered enough'> = new Map([
  ['Bearer ada', 'orders'],
  ['Bearer guest', 'reads'],
  ['Bearer reseller', 'has ordered enough'],
]);

const STOCK = 20;
const CENTS = 8900;

/** Product 4 comes out next month, the record of 5 is damaged, 6 trips over a bug, 7 never answers. */
export function reasonAgainst(
  { product, quantity }: Item,
  metadata: Metadata,
  placed: ReadonlySet<string>,
): Reason | undefined {
  const may = TOKENS.get(textOf(metadata, 'authorization'));
  if (may === undefined) return 'no-token';
  if (may === 'reads') return 'no-right';
  if (may === 'has ordered enough') return 'quota-used-up';
  if (quantity < 1) return 'no-quantity';
  if (product < 1 || product > 7) return 'no-product';
  if (placed.has(textOf(metadata, 'order-id'))) return 'placed-before';
  if (product === 4) return 'not-on-sale';
  if (product === 5) return 'record-damaged';
  if (!['', `${CENTS}`].includes(textOf(metadata, 'seen-cents'))) return 'price-changed';
  return quantity > STOCK ? 'not-so-many' : undefined;
}

export const textOf = (metadata: Metadata, name: string): string =>
  String(metadata.get(name)[0] ?? '');

export interface OrdersServerOptions {
  readonly service: ServiceDefinition;
  readonly refuse?: Refuse;
}

/** How many numbers of orders are remembered at most. */
const MOST_PLACED = 10_000;

/** Takes orders. Each refusal has the code by which a program can tell what to do. */
export function ordersServer({ service, refuse = withCode }: OrdersServerOptions) {
  const placed = new Set<string>();

  const place: handleUnaryCall<Item, Sum> = ({ request, metadata }, answer) => {
    const reason = reasonAgainst(request, metadata, placed);
    if (reason) return answer(refuse(reason));
    if (request.product === 6) return answer(new Error('undefined is not a product'));
    if (request.product === 7) return undefined;
    const id = textOf(metadata, 'order-id');
    if (id && placed.size < MOST_PLACED) placed.add(id);
    const { quantity } = request;
    return answer(null, { items: quantity, cents: quantity * CENTS }, receiptOf(metadata));
  };

  const handlers: UntypedServiceImplementation = { Place: place };
  return { listen: listenWith(service, handlers) };
}

/** Trailers with the bytes that came in `trace-bin`: what ends in `-bin` may be any bytes. */
function receiptOf(metadata: Metadata): Metadata {
  const trailers = new Metadata();
  for (const bytes of metadata.get('trace-bin')) trailers.add('trace-bin', bytes);
  return trailers;
}
