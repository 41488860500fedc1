import { LiveClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { circuitBreaker } from './breaker.ts';
import { ratings } from './ratings.ts';
import { isTrouble, ratingsClient } from './ratings-client.ts';
import { shop } from './shop.ts';

/** A shop whose ratings answer so. */
function opened(answer: () => Response | Promise<Response>) {
  const clock = new LiveClock();
  return shop({
    products: { keyboard: 7900 },
    starsOf: ratingsClient({ fetch: async () => answer(), url: 'http://ratings', clock }),
    breaker: circuitBreaker({ clock, isTrouble }),
  });
}

const page = async (answer: () => Response | Promise<Response>) => {
  const response = await opened(answer).fetch(new Request('http://shop/products/keyboard'));
  return response.json();
};

describe('a page of the shop', () => {
  it('shows the stars', async () => {
    expect(await page(() => Response.json({ stars: 4 }))).toMatchObject({ stars: 4 });
  });

  it.each([
    ['a 500', () => new Response('no', { status: 500 })],
    ['a lost connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['no JSON', () => new Response('<html>')],
    ['JSON of another kind', () => Response.json({ stars: 'many' })],
    ['null', () => Response.json(null)],
  ])('says that they are missing after %s', async (_, answer) => {
    expect(await page(answer)).toMatchObject({ stars: null, missing: ['stars'] });
  });

  it('has none to show, and misses none, if nobody has rated', async () => {
    const seen = await page(() => new Response(null, { status: 404 }));
    expect(seen).toEqual({ name: 'keyboard', cents: 7900, stars: null });
  });

  it('takes whatever is sent for what it is, as its ratings do', async () => {
    const options = {
      paths: ['/products/keyboard', '/products/constructor', '/products/%ff', '/'],
    };
    expect(
      await serverErrors(
        opened(() => Response.json({ stars: 4 })),
        options,
      ),
    ).toEqual([]);
    const service = ratings({ keyboard: 4 }, new LiveClock());
    const paths = ['/ratings/keyboard', '/ratings/__proto__', '/ratings/%ff', '/'];
    expect(await serverErrors(service, { paths })).toEqual([]);
  });
});
