import { addressesOf, type Deliver, post } from './post.ts';
import { isPublicAddress } from './public-address.ts';

/**
 * Delivers to what strangers have registered, and to nothing inside. The name is resolved once, each of its addresses
 * is looked at, and the connection goes to the address that was looked at: a name that means something else a moment
 * later changes nothing. A redirect is an answer and leads nowhere.
 */
export const guardedDeliver: Deliver = async (delivery, network) => {
  const url = URL.canParse(delivery.url) ? new URL(delivery.url) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return refused('it is no address of the web');
  if (url.username !== '' || url.password !== '') return refused('it has a password in it');
  const addresses = await addressesOf(url, network);
  const [first] = addresses;
  if (first === undefined) return refused('the name has no address');
  if (!addresses.every(isPublicAddress)) return refused('it leads inside');
  return post(url, first, delivery, network);
};

export const refused = (why: string) => ({ state: 'refused', why }) as const;
