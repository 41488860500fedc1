import { createHash, timingSafeEqual } from 'node:crypto';

/** What a verifier looks like (RFC 7636 §4.1). */
const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;

/** What a challenge by S256 looks like: 32 bytes in base64url. */
export const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** The challenge of a verifier by S256 (§4.2): it can be shown to anybody, as there is no way back. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** Whether a verifier is the one that a challenge was made of (§4.6). */
export function verifies(verifier: string, challenge: string): boolean {
  const [given, due] = [Buffer.from(challengeOf(verifier)), Buffer.from(challenge)];
  return VERIFIER.test(verifier) && given.length === due.length && timingSafeEqual(given, due);
}
