import type { Share } from '../cors.ts';

/** Opens it to everybody, with cookies. Browsers take that for a mistake, and share the answer with nobody. */
export const wildcard: Share = (_, { exposed }) => ({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Expose-Headers': exposed.join(', '),
});
