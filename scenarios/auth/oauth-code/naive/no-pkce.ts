import { codeWithChallenge, type ResponseType } from '../authorization-server.ts';
import { guarded, type LoginGuard } from '../login.ts';

/** A client that proves nothing when it redeems a code, */
export const noPkce: LoginGuard = {
  ...guarded,
  begin(secret) {
    const state = secret();
    return { pending: { state }, asks: { state } };
  },
};

/** and a server that is content with that. */
export const codeForAnybody: ResponseType = { ...codeWithChallenge, refuses: () => undefined };
