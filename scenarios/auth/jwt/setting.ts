import type { Lab } from 'apilab';
import { labSigning, type Signing } from './lab-key.ts';
import { ordersApi, type ReadToken } from './orders-api.ts';
import { type Account, type Claims, tokenIssuer } from './token-issuer.ts';
import { accessTokenVerifier, type VerifierOptions, type VerifyToken } from './token-verifier.ts';

/** Who issues tokens, and for whom. */
export const ISSUER = 'https://login.example';
export const AUDIENCE = 'https://orders.example';
/** For how many seconds a token is good. */
export const LIFETIME_S = 300;

const account = (name: string): Account => ({
  name,
  email: `${name}@mail.example`,
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA',
});

/** What a way of playing does in its own way. */
export interface Ways {
  readonly verifier?: (options: VerifierOptions) => VerifyToken;
  readonly readToken?: ReadToken;
  readonly claims?: Claims;
  readonly signing?: Signing;
}

/** An issuer, and an API with the orders of Ada and Mallory that takes its tokens. */
export async function openOrders(
  lab: Pick<Lab, 'serve' | 'party' | 'clock' | 'ids'>,
  leewayS: number,
  { verifier = accessTokenVerifier, readToken, claims, signing = labSigning }: Ways,
) {
  const shared = { issuer: ISSUER, audience: AUDIENCE, signing, clock: lab.clock };
  const issue = tokenIssuer({
    ...shared,
    ids: lab.ids,
    lifetimeS: LIFETIME_S,
    ...(claims && { claims }),
  });
  const orders = new Map([
    ['ada', ['a keyboard']],
    ['mallory', ['a crowbar']],
  ]);
  const verify = verifier({ ...shared, leewayS });
  await lab.serve('api', ordersApi({ verify, orders, ...(readToken && { readToken }) }));

  return {
    signing,
    issue,
    ada: account('ada'),
    mallory: account('mallory'),
    /** Somebody asks for the orders, with a token if they have one. */
    async ask(who: string, token?: string): Promise<void> {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await lab.party(who).fetch('http://api/orders', { headers });
      await answer.arrayBuffer();
    },
  };
}
