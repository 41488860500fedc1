import type { Clock } from 'apilab';
import { verifies } from './pkce.ts';
import { type AccessToken, LIFETIME_S, type Tokens } from './tokens.ts';

/** What a code stands for: who was asked, for whom, and how it may be redeemed. */
export interface Authorization {
  readonly user: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** Of the client's verifier; there is none if the client sent none. */
  readonly challenge?: string;
}

/** How a client asks for a code to be redeemed. */
export interface Redemption {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier?: string;
}

/** Codes that were issued, each of which buys one token. */
export interface Codes {
  issue(authorization: Authorization): string;
  /** `undefined` if the code is not good for this client, or not any more. */
  redeem(redemption: Redemption): AccessToken | undefined;
}

export interface CodesOptions {
  readonly clock: Clock;
  readonly tokens: Tokens;
  /** Draws what nobody can guess. */
  readonly secret: () => string;
}

/** A code goes through a browser, so it is short-lived: ten minutes are the most (RFC 6749 §4.1.2). */
const LIFETIME_MS = 60_000;

/** For how long a code is remembered: as long as what it has bought may be good. */
const REMEMBERED_MS = LIFETIME_MS + LIFETIME_S * 1000;

interface Issued {
  readonly authorization: Authorization;
  readonly untilMs: number;
  token?: AccessToken;
}

/**
 * Codes that can be redeemed once. Whoever redeems one again holds a copy, so what it has bought is
 * taken back as well (§4.1.2).
 */
export function codes({ clock, tokens, secret }: CodesOptions): Codes {
  const issued = new Map<string, Issued>();

  const forgetOld = () => {
    for (const [code, { untilMs }] of issued) {
      if (untilMs - LIFETIME_MS + REMEMBERED_MS > clock.now()) return;
      issued.delete(code);
    }
  };
  return {
    issue(authorization) {
      forgetOld();
      const code = secret();
      issued.set(code, { authorization, untilMs: clock.now() + LIFETIME_MS });
      return code;
    },
    redeem({ code, clientId, redirectUri, verifier }) {
      const found = issued.get(code);
      if (found === undefined) return undefined;
      if (found.token !== undefined) {
        tokens.revoke(found.token.token);
        return undefined;
      }
      const { authorization, untilMs } = found;
      if (clock.now() >= untilMs) return undefined;
      if (authorization.clientId !== clientId || authorization.redirectUri !== redirectUri) {
        return undefined;
      }
      if (!isProved(authorization.challenge, verifier)) return undefined;
      found.token = tokens.issue(authorization);
      return found.token;
    },
  };
}

/** A verifier must fit its challenge, and none must come where there was no challenge (RFC 9700 §2.1.1). */
export const isProved = (challenge: string | undefined, verifier: string | undefined): boolean =>
  challenge === undefined || verifier === undefined
    ? challenge === verifier
    : verifies(verifier, challenge);
