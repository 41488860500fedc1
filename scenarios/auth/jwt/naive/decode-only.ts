import { decodeJwt } from 'jose';
import { acceptedFor, refused, type VerifierOptions, type VerifyToken } from '../token-verifier.ts';

/** Decodes the payload and looks at what it says. That it could be changed, the signature would have told. */
export const decodeOnly =
  ({ issuer, audience, clock, leewayS }: VerifierOptions): VerifyToken =>
  async (token) => {
    try {
      const claims = decodeJwt(token);
      const nowS = clock.date().getTime() / 1000;
      const { iss, aud, exp = 0, nbf = 0 } = claims;
      const isValid = exp + leewayS > nowS && nbf - leewayS <= nowS;
      return iss === issuer && aud === audience && isValid
        ? acceptedFor(claims)
        : refused('a claim is not accepted here');
    } catch {
      return refused('the token is not written as a JWT is');
    }
  };
