import { type Addresses, withoutPrefix } from '../routes.ts';

/** Finds the service by the prefix, and asks it for the address as it came. */
export const prefixStays: Addresses = {
  ...withoutPrefix,
  behind(url) {
    const way = withoutPrefix.behind(url);
    return way && { ...way, target: url.pathname + url.search };
  },
};
