import { defineServer, type FetchHandler } from 'apilab';
import { someAccounts } from './accounts.ts';
import { type AccountsApiOptions, accountsApi } from './accounts-api.ts';

const TOKENS: Readonly<Record<string, number>> = {
  'ada-token': 1,
  'grace-token': 2,
  'root-token': 3,
};
const as = (name: string) => `-H 'Authorization: Bearer ${name}-token'`;

/** A few accounts, with a token for three of them. */
export const openAccounts = (
  ports: Pick<AccountsApiOptions, 'mayUse' | 'members'> = {},
): FetchHandler =>
  accountsApi({
    accounts: someAccounts(),
    whoHas: (token) => (Object.hasOwn(TOKENS, token) ? TOKENS[token] : undefined),
    ...ports,
  });

/** Accounts, each for its owner and for administrators. */
export default defineServer({
  title: 'Accounts with a rule for each route',
  about: 'Everybody gets their own profile; root is an administrator.',
  standard: ['owasp-api §API1', 'owasp-api §API3', 'owasp-api §API5'],

  start: () => openAccounts(),

  tryIt: ({ url }) => [
    {
      about: 'your own profile, as Grace',
      command: `curl -i ${url}/users/2/profile ${as('grace')}`,
    },
    { about: 'that of Ada', command: `curl -i ${url}/users/1/profile ${as('grace')}` },
    {
      about: 'a member too many',
      command: `curl -i -X PUT ${url}/users/2/profile ${as('grace')} -H 'Content-Type: application/json' -d '{"name":"grace","city":"Oslo","is_admin":true}'`,
    },
    { about: 'what administrators may', command: `curl -i ${url}/admin/users ${as('grace')}` },
    { about: 'the same as one', command: `curl -i ${url}/admin/users ${as('root')}` },
  ],
});
