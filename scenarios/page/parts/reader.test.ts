import { describe, expect, test } from 'vitest';
import { pagesOf } from './reader.ts';

const order = (id: number) => ({ id, item: 'Cable', cents: 900 });

/** Reads from a server that gives these answers, and says which addresses were asked for. */
async function readAll(...answers: Response[]) {
  const asked: string[] = [];
  const pages: (readonly object[])[] = [];
  const send: typeof fetch = async (input) => {
    asked.push(String(input));
    return answers.shift() ?? Response.json({ orders: [], next: null });
  };
  for await (const orders of pagesOf('http://shop.test/orders?limit=1', send)) pages.push(orders);
  return { asked, pages };
}

describe('pagesOf', () => {
  test('follows next, whatever stands in it, to the last page', async () => {
    const { asked, pages } = await readAll(
      Response.json({ orders: [order(2)], next: '/orders?cursor=b%2F4&limit=1' }),
      Response.json({ orders: [order(1)], next: null }),
    );
    expect(pages).toEqual([[order(2)], [order(1)]]);
    expect(asked).toEqual([
      'http://shop.test/orders?limit=1',
      'http://shop.test/orders?cursor=b%2F4&limit=1',
    ]);
  });

  test.each([
    ['refused', Response.json({}, { status: 400 }), 'was answered 400'],
    ['no page', Response.json([]), 'is no page of orders'],
    ['without next', Response.json({ orders: [] }), 'is no page of orders'],
    [
      'from elsewhere',
      Response.json({ orders: [], next: 'http://evil.test/' }),
      'leads to http://evil.test',
    ],
  ])('says so if a page is %s', async (_, answer, message) => {
    await expect(readAll(answer)).rejects.toThrow(message);
  });
});
