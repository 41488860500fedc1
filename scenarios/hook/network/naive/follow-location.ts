import { guardedDeliver } from '../guarded-deliver.ts';
import type { Deliver } from '../post.ts';
import { anyAddress } from './any-address.ts';

/** Guards the first request, and goes wherever its answer leads. */
export const followLocation: Deliver = async (delivery, network) => {
  const outcome = await guardedDeliver(delivery, network);
  if (outcome.state !== 'answered' || outcome.location === undefined) return outcome;
  const url = new URL(outcome.location, delivery.url).href;
  return anyAddress({ ...delivery, url }, network);
};
