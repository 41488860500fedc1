import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { readAccount } from './account.ts';
import { ACCOUNTS_SCHEMA, accountStore } from './account-store.ts';
import { accountsApi } from './accounts-api.ts';
import { problems } from './problem-types.ts';

/** How the API checks, stores and refuses. */
export const SERVED = { refuse: problems, readAccount, store: accountStore };

/** Accounts, of which Ada has the first. */
export function servedAccounts(
  { use, statements }: LiveLab,
  { refuse, readAccount, store }: typeof SERVED = SERVED,
): ServerRecipe {
  const db = use(openDatabase());
  db.create(ACCOUNTS_SCHEMA);
  const accounts = store(db);
  accounts.add({ email: 'ada@mail.example', name: 'Ada', age: 36 });
  db.watch(statements('api', 'db'));
  // The answer says it: a 500.
  return accountsApi({ accounts, refuse, readAccount, report: () => {} });
}

/** Accounts to sign up for, and everything that can be refused. */
export default defineServer({
  title: 'Accounts, and what goes wrong with them',
  about: 'POST /accounts takes an e-mail address, a name and an age; Ada has account 1.',
  standard: 'rfc9457 §3',
  focus: ['content-type', 'content-language'],

  start: (lab) => servedAccounts(lab),

  tryIt: ({ url }) => [
    {
      about: 'three faults in one form',
      command: `curl -i ${url}/accounts --json '{"email":"ben","name":"","age":4}'`,
    },
    {
      about: 'an e-mail address that is taken, in German',
      command: `curl -i ${url}/accounts -H 'Accept-Language: de' --json '{"email":"ada@mail.example","name":"Cy","age":20}'`,
    },
    { about: 'an account that never was', command: `curl -i ${url}/accounts/99` },
    { about: 'delete the account of Ada', command: `curl -i -X DELETE ${url}/accounts/1` },
    { about: 'and look for it', command: `curl -i ${url}/accounts/1` },
    { about: 'something that is no JSON', command: `curl -i ${url}/accounts --json '{"email": '` },
  ],
});
