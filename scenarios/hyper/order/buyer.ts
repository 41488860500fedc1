import { NotOffered, openPage, type Page, Refused } from './page.ts';

/** What became of something that was to be done. */
export type Outcome = 'done' | 'not offered' | `refused ${number}`;

/** Somebody who orders, pays and changes their mind. An order is known by its address, or what a buyer knows it by. */
export interface Buyer {
  order(item: string): Promise<string>;
  /** Looks at an order, and says what can be done with it; `undefined` if nothing tells. */
  look(order: string): Promise<readonly string[] | undefined>;
  pay(order: string): Promise<Outcome>;
  cancel(order: string): Promise<Outcome>;
}

/** A buyer who knows the address of the shop, and the words for what they want. */
export function buyer(fetch: typeof globalThis.fetch, shop: string): Buyer {
  const seen = new Map<string, Page>();

  /** Does something with an order, as its page was when it was looked at. */
  const act = async (order: string, name: string): Promise<Outcome> => {
    try {
      const page = seen.get(order) ?? (await openPage(fetch, order));
      seen.set(order, await page.submit(name, { card: 'visa-4242' }));
      return 'done';
    } catch (error) {
      if (error instanceof NotOffered) return 'not offered';
      // What it offered is no longer true, so next time it is looked at again.
      seen.delete(order);
      if (error instanceof Refused) return `refused ${error.status}`;
      throw error;
    }
  };

  return {
    async order(item) {
      const page = await (await openPage(fetch, shop)).submit('order', { item });
      seen.set(page.url, page);
      return page.url;
    },
    async look(order) {
      const page = await openPage(fetch, order);
      seen.set(order, page);
      return page.offers;
    },
    pay: (order) => act(order, 'pay'),
    cancel: (order) => act(order, 'cancel'),
  };
}
