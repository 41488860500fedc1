import { compactVerify, decodeJwt } from 'jose';
import { acceptedFor, refused, type VerifierOptions, type VerifyToken } from '../token-verifier.ts';

/** Verifies the signature and the expiry. Whoever the issuer signed a token for, it takes it. */
export const onlyExp =
  ({ signing, clock, leewayS }: VerifierOptions): VerifyToken =>
  async (token) => {
    try {
      await compactVerify(token, signing.verify, { algorithms: [signing.algorithm] });
      const claims = decodeJwt(token);
      const isOver = clock.date().getTime() / 1000 >= (claims.exp ?? 0) + leewayS;
      return isOver ? refused('the token has expired') : acceptedFor(claims);
    } catch {
      return refused('the token is not valid');
    }
  };
