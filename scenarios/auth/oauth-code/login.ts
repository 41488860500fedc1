import { challengeOf } from './pkce.ts';

/** What a client remembers of a login that it has begun, in the session of the browser. */
export interface Pending {
  readonly state?: string;
  readonly verifier?: string;
}

/** What came back through the browser. */
export interface Callback {
  readonly state?: string;
  readonly iss?: string;
}

/** How a client makes sure that what comes back is the answer to what it asked. */
export interface LoginGuard {
  begin(secret: () => string): {
    readonly pending: Pending;
    /** Parameters of the request to the authorization server. */
    readonly asks: Readonly<Record<string, string>>;
  };
  /** Whether a callback belongs to the login that this browser has begun, and comes from this issuer. */
  accepts(pending: Pending, callback: Callback, issuer: string): boolean;
}

/**
 * A state that is bound to the browser, so that nobody else's answer is taken; a verifier that only this
 * client knows, so that its code is of no use to others; and the issuer, so that no other server's
 * answer is taken (RFC 9700 §2.1, §4.4.2).
 */
export const guarded: LoginGuard = {
  begin(secret) {
    const [state, verifier] = [secret(), secret()];
    return {
      pending: { state, verifier },
      asks: { state, code_challenge: challengeOf(verifier), code_challenge_method: 'S256' },
    };
  },
  accepts: ({ state }, callback, issuer) =>
    state !== undefined && callback.state === state && callback.iss === issuer,
};
