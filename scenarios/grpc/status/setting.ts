import type { Lab } from 'apilab';
import { ordersService } from '../parts/shop.ts';
import { connectTo } from '../parts/shop-protos.ts';
import { type CallOptions, caller, type Ended } from './caller.ts';

type Fields = NonNullable<CallOptions['metadata']>;

/** An order that the shop takes, unless something is said otherwise. */
const ORDER = { product: 1, quantity: 1 };

/** Bytes that are no text. */
export const TRACE = Buffer.from([0xff, 0x00, 0xfe]);

/** An order that differs from one that is taken, and fields beside the token. */
interface Attempt {
  readonly order?: Partial<typeof ORDER>;
  readonly fields?: Fields;
}

/** Seven orders, each refused for a reason of its own. */
export const REFUSED: readonly Attempt[] = [
  { order: { quantity: 0 } },
  { order: { product: 9 } },
  { fields: { 'order-id': 'a7' } },
  { order: { product: 4 } },
  { fields: { 'seen-cents': '7900' } },
  { order: { quantity: 50 } },
  { order: { product: 5 } },
];

/** Whoever has no token, may only read, or has ordered enough. */
export const CALLERS: readonly Attempt[] = [
  { fields: { authorization: '' } },
  { fields: { authorization: 'Bearer guest' } },
  { fields: { authorization: 'Bearer reseller' } },
];

/** An order about which nothing is heard. */
export const NEVER_ANSWERED: Attempt = { order: { product: 7 } };

/** Ada, who may order, on a connection of her own. */
export async function openCaller(lab: Pick<Lab, 'use'>, authority: string) {
  const client = await lab.use(connectTo(ordersService, authority));
  const { Place } = ordersService;
  if (Place === undefined) throw new TypeError('the service has no such method');
  const call = caller(client, Place);

  const place = ({ order, fields }: Attempt = {}, options: CallOptions = {}): Promise<Ended> => {
    const metadata = { authorization: 'Bearer ada', ...fields };
    return call({ ...ORDER, ...order }, { ...options, metadata });
  };
  async function inTurn(attempts: readonly Attempt[]): Promise<readonly Ended[]> {
    const ended: Ended[] = [];
    for (const attempt of attempts) ended.push(await place(attempt));
    return ended;
  }
  return { place, inTurn };
}
