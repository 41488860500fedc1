import type { Order } from './order-book.ts';

/** What a page of the API holds. */
interface SentPage {
  readonly orders: readonly Order[];
  readonly next: string | null;
}

/**
 * Reads a list page by page, from the address of its first page on. It follows `next` and knows
 * nothing of what stands in it, so the server may change how it pages.
 *
 * @throws Error if a page is refused, is no page, or leads to another server.
 */
export async function* pagesOf(
  first: string,
  send: typeof fetch,
): AsyncGenerator<readonly Order[]> {
  const { origin } = new URL(first);
  for (let address: string | null = first; address !== null; ) {
    const response = await send(address);
    if (!response.ok) throw new Error(`${address} was answered ${response.status}`);
    const page: unknown = await response.json();
    if (!isPage(page)) throw new Error(`${address} is no page of orders`);
    yield page.orders;
    if (page.next === null) return;
    const next = new URL(page.next, address);
    if (next.origin !== origin) throw new Error(`${address} leads to ${next.origin}`);
    address = next.href;
  }
}

function isPage(value: unknown): value is SentPage {
  if (typeof value !== 'object' || value === null) return false;
  if (!('orders' in value && Array.isArray(value.orders) && 'next' in value)) return false;
  return value.next === null || typeof value.next === 'string';
}
