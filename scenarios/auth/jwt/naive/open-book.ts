import { type Claims, onlyNeeded } from '../token-issuer.ts';

/** Puts all of the account into the token, as it looks encrypted. It is only encoded. */
export const openBook: Claims = (issue) => ({
  ...onlyNeeded(issue),
  email: issue.account.email,
  password_hash: issue.account.passwordHash,
});
