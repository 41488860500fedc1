import type { Members } from '../accounts.ts';

/** Copies what is sent onto what is stored, and shows all of it. */
export const allMembers: Members = {
  shown: (account) => account,
  changed: (account, sent) => ({ ...account, ...sent, id: account.id }),
};
