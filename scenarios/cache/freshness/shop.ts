import { createHash } from 'node:crypto';
import type { Clock } from 'apilab';
import { holds } from '../parts/answers.ts';

/** What a page says of how long it may be kept, for each of the shop's pages. */
export interface Lifetimes {
  readonly price: string | undefined;
  readonly stock: string | undefined;
  readonly basket: string | undefined;
  readonly receipt: string | undefined;
}

/**
 * One directive for each intent. A price may be a minute old. The stock may be kept and is asked for each time. A
 * basket is its owner's alone. Of a receipt nothing is kept anywhere.
 */
export const lifetimes = (priceSeconds: number): Lifetimes => ({
  price: `max-age=${priceSeconds}`,
  stock: 'no-cache',
  basket: `private, max-age=${priceSeconds}`,
  receipt: 'no-store',
});

export interface ShopOptions {
  readonly clock: Clock;
  readonly lifetimes: Lifetimes;
}

/** Who is logged in, as the cookie says; a real one would not say it in the clear. */
const SESSION = /(?:^|; ?)session=(\w{1,20})/;

/** When the shop's pages were last edited, before any price changed. */
const EDITED = new Date('2025-12-26T09:00:00Z');

/** The pages of a shop, and what each says of how long it may be kept. */
export function shopPages({ clock, lifetimes }: ShopOptions) {
  let price = 8900;
  let edited = EDITED;

  function page(request: Request, content: object, cacheControl: string | undefined): Response {
    const text = JSON.stringify(content);
    const tag = `"${createHash('sha256').update(text).digest('hex').slice(0, 8)}"`;
    const headers = {
      date: clock.date().toUTCString(),
      etag: tag,
      'last-modified': edited.toUTCString(),
      ...(cacheControl !== undefined && { 'cache-control': cacheControl }),
    };
    if (holds(request.headers.get('if-none-match') ?? '', tag))
      return new Response(null, { status: 304, headers });
    return new Response(text, {
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': `${Buffer.byteLength(text)}`,
      },
    });
  }

  return {
    /** Changes the price of everything, in cents. */
    reprice(cents: number): void {
      price = cents;
      edited = clock.date();
    },
    fetch(request: Request): Response {
      const { pathname } = new URL(request.url);
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
      const [, user = 'a guest'] = SESSION.exec(request.headers.get('cookie') ?? '') ?? [];
      const [, product] = /^\/prices\/(\d{1,3})$/.exec(pathname) ?? [];
      if (product !== undefined)
        return page(request, { product: Number(product), cents: price }, lifetimes.price);
      switch (pathname) {
        case '/stock':
          return page(request, { inStock: 7 }, lifetimes.stock);
        case '/basket':
          return page(request, { basketOf: user }, lifetimes.basket);
        case '/receipt':
          return page(request, { receiptFor: user }, lifetimes.receipt);
        default:
          return new Response(null, { status: 404, headers: { 'cache-control': 'max-age=5' } });
      }
    },
  };
}
