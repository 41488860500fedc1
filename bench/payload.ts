/** A body of one gigabyte, in bytes. */
export const STREAMED_BYTES = 1_000_000_000;

/** A JSON document of a kilobyte, as APIs send it. */
export function document(about: string): Buffer {
  const items = Array.from({ length: 12 }, (_, n) => ({
    sku: `A-${1000 + n}`,
    title: `Notebook ${n}`,
    quantity: n + 1,
    price: 18_550 + n,
  }));
  return Buffer.from(
    JSON.stringify({ about, customer: 'c_7f3a', currency: 'EUR', items, note: 'x'.repeat(100) }),
  );
}

/** A message as a feed sends it: some hundred bytes of JSON. */
export const SMALL_MESSAGE = Buffer.from(
  JSON.stringify({
    type: 'price',
    id: 'c_7f3a',
    symbol: 'ACME',
    bid: 18_550,
    ask: 18_555,
    seq: 4_711,
  }),
);
