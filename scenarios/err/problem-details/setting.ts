import type { Lab } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { type Account, readAccount } from './account.ts';
import { ACCOUNTS_SCHEMA, accountStore } from './account-store.ts';
import { accountsApi } from './accounts-api.ts';
import { problems } from './problem-types.ts';
import { markByType, type Submitted, signUpForm } from './sign-up-form.ts';

export const ADA: Account = { email: 'ada@mail.example', name: 'Ada', age: 36 };
/** What is wrong with each of its fields, Ben puts right as soon as he is told. */
const BEN: Account = { email: 'ben@mail.example', name: 'Ben', age: 41 };
export const BENS_DRAFT = { email: 'ben', name: '', age: 4 };

/** What a way of playing does in its own way. */
export const RIGHT = { refuse: problems, readAccount, store: accountStore, mark: markByType };
export type Way = typeof RIGHT;

/** An API at which Ada has signed up, and people who fill in its form. */
export async function openAccounts(lab: Pick<Lab, 'use' | 'serve' | 'party'>, way: Way) {
  const db = await lab.use(openDatabase());
  db.create(ACCOUNTS_SCHEMA);
  const accounts = way.store(db);
  accounts.add(ADA);
  const { refuse, readAccount, mark } = way;
  await lab.serve('api', accountsApi({ accounts, refuse, readAccount, report: () => {} }));
  const form = (party: string, language?: string) =>
    signUpForm(lab.party(party).fetch, 'http://api/accounts', {
      mark,
      ...(language !== undefined && { language }),
    });

  return {
    form,
    fetch: lab.party('admin').fetch,
    /** Sends Ben's draft, corrects what is marked, and sends it again, until nothing is marked. */
    async fillIn(): Promise<Submitted> {
      const submit = form('ben');
      let fields: object = BENS_DRAFT;
      for (;;) {
        const submitted = await submit(fields);
        if (submitted.marks.length === 0) return submitted;
        const right = Object.entries(BEN).filter(([name]) => submitted.marks.includes(`#/${name}`));
        fields = { ...fields, ...Object.fromEntries(right) };
      }
    },
    /** How many accounts have an e-mail address. */
    having: (email: string): number =>
      db.inspect('SELECT id FROM accounts WHERE email = ?', [email]).length,
  };
}
