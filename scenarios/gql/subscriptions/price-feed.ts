/** A price as the market names it. */
export interface Price {
  readonly stock: string;
  /** In cents, so that no fraction is lost. */
  readonly cents: number;
  /** Counts the prices of a stock, from 1. */
  readonly number: number;
}

type Listener = (price: Price) => void;

/** Where prices come from. */
export interface PriceFeed {
  publish(price: Price): void;
  /** Calls back for each price from now on, until what it returns is called. */
  listen(listener: Listener): () => void;
  /** How many listen. */
  readonly listeners: number;
}

export function priceFeed(): PriceFeed {
  const listeners = new Set<Listener>();
  return {
    publish(price) {
      for (const listener of listeners) listener(price);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get listeners() {
      return listeners.size;
    },
  };
}
