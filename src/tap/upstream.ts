import { connect, isIPv6, type Socket } from 'node:net';
import type { Upstream } from './types.ts';

/** How long one address has before the next is tried, in milliseconds. */
const ATTEMPT_MS = 2000;

/** Opens a connection to the server, at the first of its addresses that takes it. */
export function connectTo({ host, port, otherAddresses = [] }: Upstream): Socket {
  const common = { port, allowHalfOpen: true, noDelay: true };
  if (otherAddresses.length === 0) return connect({ ...common, host });
  const found = [host, ...otherAddresses].map((address) => ({
    address,
    family: isIPv6(address) ? 6 : 4,
  }));
  return connect({
    ...common,
    // Node asks for the addresses of a name only, so this is one that stands for all of them.
    host: 'upstream.invalid',
    lookup: (_name, _options, done) => done(null, found),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
  });
}
