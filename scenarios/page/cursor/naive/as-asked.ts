import { DEFAULT_LIMIT, type ReadLimit } from '../pages.ts';

/**
 * As many as are asked for, and some if that is no number. Below zero the page is empty, as if the list were.
 */
export const asAsked: ReadLimit = (asked) => Number(asked) || DEFAULT_LIMIT;
