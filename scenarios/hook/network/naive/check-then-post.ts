import { refused } from '../guarded-deliver.ts';
import { addressesOf, type Deliver } from '../post.ts';
import { isPublicAddress } from '../public-address.ts';
import { anyAddress } from './any-address.ts';

/** Resolves the name and looks at its addresses; then hands the URL to a client, which resolves it again. */
export const checkThenPost: Deliver = async (delivery, network) => {
  if (!URL.canParse(delivery.url)) return refused('it is no URL');
  const addresses = await addressesOf(new URL(delivery.url), network);
  return addresses.every(isPublicAddress)
    ? anyAddress(delivery, network)
    : refused('it leads inside');
};
