import type { Lab } from 'apilab';
import { type Members, someAccounts } from './accounts.ts';
import { accountsApi, type MayUse } from './accounts-api.ts';

/** What a way of playing does in its own way. */
export interface Ways {
  readonly mayUse?: MayUse;
  readonly members?: Members;
}

/** Everybody that asks, and the number of their account: nobody has none. */
export const PEOPLE = [
  ['nobody', undefined],
  ['ada', 1],
  ['grace', 2],
  ['root', 3],
] as const;

/** Whose account that is. */
export const nameOf = (owner: number | undefined): string =>
  PEOPLE.find(([, number]) => number === owner)?.[0] ?? 'nobody';

/** A request that the walk tries: of what, and who owns that. */
export interface Try {
  readonly method: string;
  readonly path: string;
  /** As routes are declared. */
  readonly route: string;
  readonly owner?: number;
  readonly isForNobody?: boolean;
}

/** Every route of the API, each with every account that the walk tries. */
export const TRIES: readonly Try[] = [
  ...[1, 2].flatMap((owner) => [
    { method: 'GET', path: `/users/${owner}/profile`, route: 'GET /users/:id/profile', owner },
    { method: 'PUT', path: `/users/${owner}/profile`, route: 'PUT /users/:id/profile', owner },
  ]),
  { method: 'GET', path: '/users/2/export', route: 'GET /users/:id/export', isForNobody: true },
  { method: 'GET', path: '/admin/users', route: 'GET /admin/users' },
  { method: 'DELETE', path: '/admin/users/4', route: 'DELETE /admin/users/:id' },
];

/** Accounts with an API; everybody's token is their name. */
export async function openAccounts(lab: Pick<Lab, 'serve' | 'party'>, { mayUse, members }: Ways) {
  const accounts = someAccounts();
  const guest = accounts.get(4);
  const whoHas = (token: string) => [...accounts.values()].find(({ name }) => name === token)?.id;
  await lab.serve(
    'api',
    accountsApi({ accounts, whoHas, ...(mayUse && { mayUse }), ...(members && { members }) }),
  );
  return {
    accounts,
    /** The guest is there again, if somebody has deleted them. */
    restore: () => void (guest && accounts.set(guest.id, guest)),
    async ask(who: string, method: string, path: string, body?: object): Promise<number> {
      const answer = await lab
        .party(who === 'nobody' ? 'stranger' : who)
        .fetch(`http://api${path}`, {
          method,
          headers: {
            ...(who !== 'nobody' && { authorization: `Bearer ${who}` }),
            ...(body && { 'content-type': 'application/json' }),
          },
          ...(body && { body: JSON.stringify(body) }),
        });
      await answer.arrayBuffer();
      return answer.status;
    },
  };
}
