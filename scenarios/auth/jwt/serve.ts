import { defineServer } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import { labSigning } from './lab-key.ts';
import { ordersApi } from './orders-api.ts';
import { tokenIssuer } from './token-issuer.ts';
import { accessTokenVerifier } from './token-verifier.ts';

const ISSUER = 'https://login.example';

/** Everybody's own orders; `/token/<name>` gives anybody a token, for it is a laboratory. */
export default defineServer({
  title: 'Orders for whoever has a token',
  about:
    'GET /token/ada gives an access token for two minutes; GET /orders wants it as a bearer token.',
  standard: ['rfc9068 §4', 'rfc6750 §3'],
  focus: ['authorization', 'www-authenticate'],

  start({ clock, ids }) {
    const shared = {
      issuer: ISSUER,
      audience: 'https://orders.example',
      signing: labSigning,
      clock,
    };
    const issue = tokenIssuer({ ...shared, ids, lifetimeS: 120 });
    const api = ordersApi({
      verify: accessTokenVerifier({ ...shared, leewayS: 10 }),
      orders: new Map([
        ['ada', ['a keyboard']],
        ['mallory', ['a crowbar']],
      ]),
    });
    return {
      async fetch(request) {
        const name = /^\/token\/(\w{1,20})$/.exec(new URL(request.url).pathname)?.[1];
        if (name === undefined) return api.fetch(request);
        if (request.method !== 'GET' && request.method !== 'HEAD') {
          return problem({ status: 405, title: 'Method Not Allowed' }, { Allow: 'GET, HEAD' });
        }
        return new Response(await issue({ name, email: '', passwordHash: '' }), {
          headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' },
        });
      },
    };
  },

  tryIt: ({ url }) => [
    { about: 'a token', command: `curl -s ${url}/token/ada` },
    {
      about: 'what it says, which anybody can read',
      command: `curl -s ${url}/token/ada | cut -d. -f2 | tr '_-' '/+' | base64 -d 2>/dev/null; echo`,
    },
    {
      about: 'orders with it',
      command: `curl -i ${url}/orders -H "Authorization: Bearer $(curl -s ${url}/token/ada)"`,
    },
    {
      about: 'one character changed',
      command: `curl -i ${url}/orders -H "Authorization: Bearer $(curl -s ${url}/token/ada | sed 's/..$/xx/')"`,
    },
    { about: 'without a token', command: `curl -i ${url}/orders` },
  ],
});
