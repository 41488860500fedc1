import type { ReadToken } from '../orders-api.ts';

/** Takes it for granted that the field is there. If it is not, this throws, and the server answers 500. */
export const alwaysAHeader: ReadToken = ({ headers }) =>
  Object(headers.get('authorization')).replace('Bearer ', '');
