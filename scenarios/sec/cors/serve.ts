import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { type CorsOptions, withCors } from './cors.ts';
import { type OrdersApiOptions, ordersApi } from './orders-api.ts';

const SHOP = 'http://shop.localhost';
const POLICY = {
  origins: [SHOP],
  methods: ['GET', 'POST', 'PATCH'],
  fields: ['Content-Type'],
  exposed: ['X-Total-Count'],
  maxAgeS: 600,
};

/** The orders, shared with the pages of one origin. */
export function sharedOrders(
  { ids }: LiveLab,
  ports: Partial<Pick<CorsOptions, 'share' | 'answerPreflight'>> &
    Partial<Pick<OrdersApiOptions, 'whoAsks' | 'mayChange'>> = {},
): ServerRecipe {
  const api = ordersApi({ ids, origins: POLICY.origins, home: `${SHOP}/`, ...ports });
  return withCors(api, { policy: POLICY, ...ports });
}

/** Orders that scripts of one other origin may read. */
export default defineServer({
  title: 'Orders for the pages of one origin',
  about: `Scripts of ${SHOP} may read and change, with the cookie that POST /login gives.`,
  standard: 'fetch §3.3',
  focus: ['origin', 'access-control-request-method', 'access-control-allow-origin'],

  start: (lab) => sharedOrders(lab),

  tryIt: ({ url }) => [
    {
      about: 'a preflight of the shop, as a browser sends it',
      command: `curl -i -X OPTIONS ${url}/orders/1 -H 'Origin: ${SHOP}' -H 'Access-Control-Request-Method: PATCH' -H 'Access-Control-Request-Headers: content-type'`,
    },
    {
      about: 'one of another page',
      command: `curl -i -X OPTIONS ${url}/orders/1 -H 'Origin: http://evil.localhost' -H 'Access-Control-Request-Method: PATCH'`,
    },
    { about: 'a cookie', command: `curl -i -X POST ${url}/login -H 'Origin: ${SHOP}'` },
    {
      about: 'a form of another page is refused',
      command: `curl -i -X POST ${url}/orders/2/cancel -H 'Origin: http://evil.localhost'`,
    },
    {
      about: 'the origin is no login',
      command: `curl -i ${url}/orders -H 'Origin: ${SHOP}'`,
    },
  ],
});
