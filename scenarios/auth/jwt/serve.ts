import { defineServer, type FetchHandler, type LiveLab } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import { labSigning, type Signing } from './lab-key.ts';
import { ordersApi, type ReadToken } from './orders-api.ts';
import { type Claims, tokenIssuer } from './token-issuer.ts';
import { accessTokenVerifier, type VerifierOptions, type VerifyToken } from './token-verifier.ts';

const ISSUER = 'https://login.example';

/** What may be done in another way. */
interface Ports {
  readonly verifier?: (options: VerifierOptions) => VerifyToken;
  readonly readToken?: ReadToken;
  readonly claims?: Claims;
  readonly signing?: Signing;
}

/** An issuer that gives a token to anybody, and an API that takes it. */
export function ordersWithTokens(
  { clock, ids }: LiveLab,
  { verifier = accessTokenVerifier, readToken, claims, signing = labSigning }: Ports = {},
): FetchHandler {
  const shared = { issuer: ISSUER, audience: 'https://orders.example', signing, clock };
  const issue = tokenIssuer({ ...shared, ids, lifetimeS: 120, ...(claims && { claims }) });
  const api = ordersApi({
    verify: verifier({ ...shared, leewayS: 10 }),
    orders: new Map([
      ['ada', ['a keyboard']],
      ['mallory', ['a crowbar']],
    ]),
    ...(readToken && { readToken }),
  });
  return {
    async fetch(request) {
      const name = /^\/token\/(\w{1,20})$/.exec(new URL(request.url).pathname)?.[1];
      if (name === undefined) return api.fetch(request);
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return problem({ status: 405, title: 'Method Not Allowed' }, { Allow: 'GET, HEAD' });
      }
      const token = await issue({
        name,
        email: `${name}@mail.example`,
        passwordHash: '$argon2id$',
      });
      const headers = { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' };
      return new Response(token, { headers });
    },
  };
}

/** Everybody's own orders; `/token/<name>` gives anybody a token, for it is a laboratory. */
export default defineServer({
  title: 'Orders for whoever has a token',
  about:
    'GET /token/ada gives an access token for two minutes; GET /orders wants it as a bearer token.',
  standard: ['rfc9068 §4', 'rfc6750 §3'],
  focus: ['authorization', 'www-authenticate'],

  start: (lab) => ordersWithTokens(lab),

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
