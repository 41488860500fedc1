import type { LoginGuard } from '../login.ts';

/** The three parameters that a first example needs. */
export const bare: LoginGuard = {
  begin: () => ({ pending: {}, asks: {} }),
  accepts: (_, { iss }, issuer) => iss === issuer,
};
