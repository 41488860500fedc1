import { send } from '../../parts/answers.ts';
import type { Once } from '../../parts/once.ts';
import type { NameOrder } from '../../parts/order-client.ts';

/** An API without keys: every request that arrives is an order. */
export const everyTime: Once = async (_, work) => send(await work(() => {}));

/** A client without keys: nothing tells the second request from a second order. */
export const unnamed: NameOrder = () => {};
