import type { Clock, Ids } from 'apilab';
import { type JWTPayload, SignJWT } from 'jose';
import type { Signing } from './lab-key.ts';

/** Somebody who has logged in, and what the issuer knows of them. */
export interface Account {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
}

/** What a token says that is issued now: seconds since 1970 (RFC 7519 §2, NumericDate). */
export interface Issue {
  readonly account: Account;
  readonly nowMs: number;
  readonly lifetimeS: number;
}

/** What of that goes into a token. */
export type Claims = (issue: Issue) => JWTPayload;

export interface IssuerOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly signing: Pick<Signing, 'algorithm' | 'sign'>;
  readonly clock: Pick<Clock, 'date'>;
  readonly ids: Ids;
  readonly lifetimeS: number;
  readonly claims?: Claims;
}

/** Who it speaks for and until when. Whoever holds the token can read this, and so can whoever logs it. */
export const onlyNeeded: Claims = ({ account, nowMs, lifetimeS }) => {
  const iat = Math.floor(nowMs / 1000);
  return { sub: account.name, iat, exp: iat + lifetimeS };
};

/**
 * Issues access tokens (RFC 9068 §2). With `changes` it issues others as well: for another API, for later, or of
 * another type.
 */
export function tokenIssuer(options: IssuerOptions) {
  const { issuer, audience, signing, clock, ids, lifetimeS, claims = onlyNeeded } = options;
  return (account: Account, changes: JWTPayload = {}, typ = 'at+jwt'): Promise<string> =>
    new SignJWT({
      iss: issuer,
      aud: audience,
      client_id: 'shop-app',
      jti: ids.uuid(),
      ...claims({ account, nowMs: clock.date().getTime(), lifetimeS }),
      ...changes,
    })
      .setProtectedHeader({ alg: signing.algorithm, typ })
      .sign(signing.sign);
}
