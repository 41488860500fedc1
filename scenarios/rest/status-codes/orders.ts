import { type OrderStore, orderStore } from './order-store.ts';
import type { Grant } from './orders-api.ts';

/** Whose tokens are known. A real one is nothing that can be guessed. */
export const TOKENS: ReadonlyMap<string, Grant> = new Map([
  ['owner', { customer: 'acme', mayDelete: true }],
  ['clerk', { customer: 'acme', mayDelete: false }],
  ['stranger', { customer: 'globex', mayDelete: true }],
]);

/** An order, one that was shipped, one that was deleted, and one of another customer. */
export function someOrders(): OrderStore {
  const orders = orderStore();
  const order = { product: 'Keyboard', quantity: 1, isShipped: false };
  orders.put('acme', '1', order);
  orders.put('acme', '2', { ...order, isShipped: true });
  orders.put('acme', '3', order);
  orders.remove('acme', '3');
  orders.put('globex', '4', order);
  return orders;
}

/** The stock is kept by a program that has a fault nobody knows of. */
export const brokenStock = (): number => {
  throw new TypeError("Cannot read properties of undefined (reading 'count')");
};
