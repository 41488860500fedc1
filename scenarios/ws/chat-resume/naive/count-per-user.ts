import type { CountedBy } from '../taken.ts';

/** One count for a user: a second device begins at 1, and its numbers are taken for old ones. */
export const countPerUser: CountedBy = (user) => user;
