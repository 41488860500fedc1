import { type Share, shareWithListed } from '../cors.ts';

/** Names the origin that asked, and does not say that the answer depends on it. */
export const noVary: Share = (origin, policy) => {
  const { Vary: _, ...fields } = shareWithListed(origin, policy);
  return fields;
};
