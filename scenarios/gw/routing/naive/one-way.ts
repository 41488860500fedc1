import { type Addresses, withoutPrefix } from '../routes.ts';

/** Takes the prefix off on the way in, and leaves what comes back as it is. */
export const oneWay: Addresses = { ...withoutPrefix, inFront: (location) => location };
