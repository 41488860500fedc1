import type { Lab } from 'apilab';
import { type BreakerOptions, type BreakerState, circuitBreaker } from './breaker.ts';
import { ratings } from './ratings.ts';
import { isTrouble, ratingsClient } from './ratings-client.ts';
import { type ShopOptions, shop } from './shop.ts';

/** What a shop may have of its own. */
export interface Making {
  readonly open?: (options: BreakerOptions) => ShopOptions['breaker'];
  readonly withoutRating?: ShopOptions['withoutRating'];
}

/** Starts a shop and the service that it asks for ratings. */
export async function openShopAndRatings(
  lab: Lab,
  { opensAfter, restMs, making }: { opensAfter: number; restMs: number; making: Making },
) {
  const { clock } = lab;
  const { open = circuitBreaker, withoutRating } = making;
  const service = ratings({ keyboard: 4.5 }, clock);
  await lab.serve('ratings', service, { client: 'shop' });
  const caller = lab.party('shop');
  const { url } = await caller.route('ratings');
  const states: { readonly at: number; readonly state: BreakerState }[] = [
    { at: 0, state: 'closed' },
  ];
  const onChange = (state: BreakerState) => void states.push({ at: clock.now(), state });
  await lab.serve(
    'shop',
    shop({
      products: { keyboard: 7900, novelty: 900 },
      starsOf: ratingsClient({ fetch: caller.fetch, url, clock }),
      breaker: open({ clock, isTrouble, opensAfter, restMs, onChange }),
      ...(withoutRating && { withoutRating }),
    }),
  );
  const client = lab.party('client');

  return {
    service,
    states,
    async ask(product: string): Promise<void> {
      const response = await client.fetch(`http://shop/products/${product}`);
      await response.arrayBuffer();
    },
  };
}
