import { refused } from '../guarded-deliver.ts';
import { addressesOf, type Deliver, post } from '../post.ts';

/** Posts to whatever was registered. */
export const anyAddress: Deliver = async (delivery, network) => {
  if (!URL.canParse(delivery.url)) return refused('it is no URL');
  const url = new URL(delivery.url);
  const [address] = await addressesOf(url, network);
  return address === undefined ? refused('no address') : post(url, address, delivery, network);
};
