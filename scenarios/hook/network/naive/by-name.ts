import { refused } from '../guarded-deliver.ts';
import type { Deliver } from '../post.ts';
import { anyAddress } from './any-address.ts';

/** Hosts that are known to be inside, as they are written. */
const INSIDE = /^(localhost|127\.|10\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|\[::1\])/;

/** Looks at the host as it is written. */
export const byName: Deliver = async (delivery, network) => {
  const isInside = URL.canParse(delivery.url) && INSIDE.test(new URL(delivery.url).hostname);
  return isInside ? refused('it leads inside') : anyAddress(delivery, network);
};
