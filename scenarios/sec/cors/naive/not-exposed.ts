import { type Share, shareWithListed } from '../cors.ts';

/** Sends the field with the count, and does not name it: curl sees it, scripts do not. */
export const notExposed: Share = (origin, policy) => {
  const { 'Access-Control-Expose-Headers': _, ...fields } = shareWithListed(origin, policy);
  return fields;
};
