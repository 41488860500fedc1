import { createSecretKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { acceptedFor, refused, type VerifierOptions, type VerifyToken } from '../token-verifier.ts';

/**
 * Verifies by the algorithm that the token names: none if it names none, and with HS256 the key that it has is the
 * secret. That key is public.
 */
export const headerAlg =
  ({ issuer, audience, signing, clock, leewayS }: VerifierOptions): VerifyToken =>
  async (token) => {
    try {
      const { alg = 'none' } = decodeProtectedHeader(token);
      if (alg === 'none') return acceptedFor(decodeJwt(token));
      const pem = signing.verify.export({ type: 'spki', format: 'pem' });
      const key = alg.startsWith('HS') ? createSecretKey(Buffer.from(pem)) : signing.verify;
      const { payload } = await jwtVerify(token, key, {
        issuer,
        audience,
        typ: 'at+jwt',
        requiredClaims: ['exp', 'iat'],
        clockTolerance: leewayS,
        currentDate: clock.date(),
      });
      return acceptedFor(payload);
    } catch {
      return refused('the token is not valid');
    }
  };
