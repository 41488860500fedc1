import { type ReadAccount, readAccount } from '../account.ts';

/** Stops at the first field that is wrong, as code does that throws. */
export const firstError: ReadAccount = (content) => {
  const read = readAccount(content);
  return 'violations' in read ? { violations: read.violations.slice(0, 1) } : read;
};
