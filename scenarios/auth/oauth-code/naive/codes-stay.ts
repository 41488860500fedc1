import { type Authorization, type Codes, type CodesOptions, isProved } from '../codes.ts';

/** A code is good until it expires. */
export function codesStay({ clock, tokens, secret }: CodesOptions): Codes {
  const issued = new Map<string, Authorization & { readonly untilMs: number }>();
  return {
    issue(authorization) {
      const code = secret();
      issued.set(code, { ...authorization, untilMs: clock.now() + 60_000 });
      return code;
    },
    redeem({ code, clientId, redirectUri, verifier }) {
      const found = issued.get(code);
      if (found === undefined || clock.now() >= found.untilMs) return undefined;
      if (found.clientId !== clientId || found.redirectUri !== redirectUri) return undefined;
      return isProved(found.challenge, verifier) ? tokens.issue(found) : undefined;
    },
  };
}
