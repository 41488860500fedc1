/** A price as the market names it. */
export interface Price {
  readonly stock: string;
  /** In cents, so that no fraction is lost. */
  readonly cents: number;
}

/** A price in the log. Its number, from 1, goes out as the event's id. */
export interface LoggedPrice {
  readonly id: number;
  readonly price: Price;
}

/** The newest prices, for clients that come back and for those that read slowly. */
export interface PriceLog {
  /** The number of the newest price, 0 before the first. */
  readonly newest: number;
  append(price: Price): void;
  /** What came after the price with this number; `lost` if the log no longer tells, or never could. */
  after(id: number): readonly LoggedPrice[] | 'lost';
}

/** A log in memory that keeps the `window` newest prices. */
export function priceLog(window: number): PriceLog {
  const entries: LoggedPrice[] = [];
  let newest = 0;
  return {
    get newest() {
      return newest;
    },
    append(price) {
      entries.push({ id: ++newest, price });
      if (entries.length > window) entries.shift();
    },
    after(id) {
      // The price before the oldest one is far enough back: nothing between them is missing.
      const earliest = newest - entries.length;
      if (id < earliest || id > newest) return 'lost';
      return entries.slice(id - earliest);
    },
  };
}
