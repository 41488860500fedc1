/**
 * Fetches a list and whatever it links to, before anybody asks: what browsers, crawlers and scanners
 * of mails do. It may, as GET is safe (RFC 9110 §9.2.1).
 */
export async function prefetch(fetch: typeof globalThis.fetch, list: string): Promise<void> {
  const { products }: { products?: unknown } = Object(await (await fetch(list)).json());
  for (const link of Array.isArray(products) ? products : []) {
    await (await fetch(new URL(String(link), list))).text();
  }
}
