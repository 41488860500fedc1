import { type Share, shareWithListed } from '../cors.ts';

/** Sends back whatever origin comes, with leave for cookies: as good as `*`, which browsers refuse here. */
export const reflect: Share = (origin, policy) =>
  shareWithListed(origin, { ...policy, origins: origin === null ? [] : [origin] });
