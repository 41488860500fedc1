import type { Claims } from '../token-issuer.ts';

/** How far the clock on the wall is ahead of UTC, in milliseconds: Helsinki in winter. */
const AHEAD_MS = 2 * 60 * 60 * 1000;

/** Takes the time from the clock on the wall, writes it down without its zone, and reads it as UTC. */
export const wallClock: Claims = ({ account, nowMs, lifetimeS }) => {
  const written = new Date(nowMs + AHEAD_MS).toISOString().replace('Z', '');
  const iat = Math.floor(Date.parse(`${written}Z`) / 1000);
  return { sub: account.name, iat, exp: iat + lifetimeS };
};
