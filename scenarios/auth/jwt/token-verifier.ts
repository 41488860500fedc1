import type { Clock } from 'apilab';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Signing } from './lab-key.ts';

/** What became of a token: who it speaks for, or why it was refused. */
export type Verdict =
  | { readonly state: 'accepted'; readonly user: string }
  | { readonly state: 'refused'; readonly why: string };

/** Looks whether a token is genuine, valid now, and meant for this API. */
export type VerifyToken = (token: string) => Promise<Verdict>;

export interface VerifierOptions {
  /** Whose tokens are taken, as in their `iss`. */
  readonly issuer: string;
  /** What this API is called in `aud`. */
  readonly audience: string;
  /** The key of that issuer, and the one algorithm that it is used with. */
  readonly signing: Pick<Signing, 'algorithm' | 'verify'>;
  readonly clock: Pick<Clock, 'date'>;
  /** For how many seconds clocks may disagree. */
  readonly leewayS: number;
}

/** What an access token has to say (RFC 9068 §2.2). */
const REQUIRED = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'];

/**
 * Verifies access tokens as RFC 9068 §4 asks. The algorithm belongs to the key: what the token says about it is
 * compared, and decides nothing (RFC 8725 §3.1).
 */
export const accessTokenVerifier =
  ({ issuer, audience, signing, clock, leewayS }: VerifierOptions): VerifyToken =>
  async (token) => {
    if (!isCanonical(token)) return refused('the token is not written as a JWT is');
    try {
      const { payload } = await jwtVerify(token, signing.verify, {
        algorithms: [signing.algorithm],
        issuer,
        audience,
        typ: 'at+jwt',
        requiredClaims: REQUIRED,
        clockTolerance: leewayS,
        currentDate: clock.date(),
      });
      return acceptedFor(payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return refused(reasonOf(error));
      throw error;
    }
  };

export const acceptedFor = ({ sub }: JWTPayload): Verdict =>
  typeof sub === 'string' && sub !== ''
    ? { state: 'accepted', user: sub }
    : refused('the token speaks for nobody');

export const refused = (why: string): Verdict => ({ state: 'refused', why });

/**
 * True if no other text stands for the same bytes: decoders ignore the last bits of base64url, and characters that
 * are none, so a text could be changed and still decode to what was signed.
 */
const isCanonical = (token: string): boolean =>
  token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);

/** In words for whoever wrote the client. They help nobody to forge a token: what is in it can be read anyway. */
function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `its ${error.claim} is not accepted here`;
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not accepted here';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is not valid';
  return 'the token is not written as a JWT is';
}
