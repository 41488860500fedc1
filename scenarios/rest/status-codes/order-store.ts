/** What somebody ordered. */
export interface Order {
  readonly product: string;
  readonly quantity: number;
  readonly isShipped: boolean;
}

/** An order that was deleted, and is remembered as such. */
export const DELETED = 'deleted';

/** The orders of all customers, each by its number. */
export interface OrderStore {
  /** @returns the order, if it is there and belongs to this customer */
  find(customer: string, id: string): Order | typeof DELETED | undefined;
  put(customer: string, id: string, order: Order): void;
  /** @returns the number of the new order */
  add(customer: string, order: Order): string;
  remove(customer: string, id: string): void;
}

export function orderStore(): OrderStore {
  const orders = new Map<
    string,
    { readonly customer: string; readonly order: Order | 'deleted' }
  >();
  return {
    find(customer, id) {
      const found = orders.get(id);
      // Looked up among one's own: somebody else's is as little there as one that never was.
      return found?.customer === customer ? found.order : undefined;
    },
    put: (customer, id, order) => void orders.set(id, { customer, order }),
    add(customer, order) {
      const id = `${orders.size + 1}`;
      orders.set(id, { customer, order });
      return id;
    },
    remove: (customer, id) => void orders.set(id, { customer, order: DELETED }),
  };
}
