import type { Clock } from 'apilab';

/** A token that was issued. */
export interface AccessToken {
  readonly token: string;
  readonly user: string;
  readonly scope: string;
  readonly expiresInS: number;
}

/** Access tokens that say nothing by themselves: the API asks whom one speaks for. */
export interface Tokens {
  issue(grant: { readonly user: string; readonly scope: string }): AccessToken;
  /** `undefined` if it is unknown, over, or revoked. */
  find(token: string): AccessToken | undefined;
  revoke(token: string): void;
}

/** For how long a token is good. */
export const LIFETIME_S = 600;

export function tokens({
  clock,
  secret,
}: {
  readonly clock: Clock;
  readonly secret: () => string;
}): Tokens {
  const issued = new Map<string, { readonly token: AccessToken; readonly untilMs: number }>();
  return {
    issue({ user, scope }) {
      for (const [old, { untilMs }] of issued) {
        if (untilMs > clock.now()) break;
        issued.delete(old);
      }
      const token = { token: secret(), user, scope, expiresInS: LIFETIME_S };
      issued.set(token.token, { token, untilMs: clock.now() + LIFETIME_S * 1000 });
      return token;
    },
    find(token) {
      const found = issued.get(token);
      return found && clock.now() < found.untilMs ? found.token : undefined;
    },
    revoke: (token) => void issued.delete(token),
  };
}
