import { problem } from 'apilab/parts/http/problem';
import { type Account, type Members, objectIn } from './accounts.ts';

/** Who may use a route: the owner of what it is about and administrators, or administrators alone. */
export type Access = 'owner' | 'administrator';

/** A route of the API. One that has no rule is for nobody. */
export interface Route {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Such as `/users/:id/profile`. */
  readonly path: string;
  readonly access?: Access;
  readonly run: (about: About) => Response;
}

/** What a route is called about. */
export interface About {
  readonly accounts: Map<number, Account>;
  readonly members: Members;
  /** Whose account it is about, if there is one. */
  readonly account: Account | undefined;
  /** The content of the request. */
  readonly content: string;
}

const notFound = () => problem({ status: 404, title: 'Not Found' });

/** A PUT replaces, so it holds the whole of what can be changed (RFC 9110 §9.3.4). */
const noProfile = () =>
  problem({
    status: 422,
    title: 'Unprocessable Content',
    detail: 'Send name and city, as texts of 200 characters at most.',
  });

const shown = ({ members }: About, account: Account) =>
  Response.json(members.shown(account), { headers: { 'Cache-Control': 'no-store' } });

/** What the API can do, in one place, so that whoever reviews it or walks over it has all of it. */
export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/:id/profile',
    access: 'owner',
    run: (about) => (about.account ? shown(about, about.account) : notFound()),
  },
  {
    method: 'PUT',
    path: '/users/:id/profile',
    access: 'owner',
    run(about) {
      const { account, accounts, members, content } = about;
      const sent = objectIn(content);
      if (account === undefined) return notFound();
      if (sent === undefined)
        return problem({ status: 400, title: 'Bad Request', detail: 'Send a JSON object.' });
      const changed = members.changed(account, sent);
      if (changed === undefined) return noProfile();
      accounts.set(account.id, changed);
      return shown(about, changed);
    },
  },
  {
    method: 'GET',
    path: '/users/:id/export',
    // Added last week. Nobody has said yet who may use it.
    run: (about) => (about.account ? shown(about, about.account) : notFound()),
  },
  {
    method: 'GET',
    path: '/admin/users',
    access: 'administrator',
    run: ({ accounts, members }) => Response.json([...accounts.values()].map(members.shown)),
  },
  {
    method: 'DELETE',
    path: '/admin/users/:id',
    access: 'administrator',
    run({ account, accounts }) {
      if (account === undefined) return notFound();
      accounts.delete(account.id);
      return new Response(null, { status: 204 });
    },
  },
];

/** The routes of a path, and the number in it. */
export function routesOf(pathname: string) {
  const [, first = '', second = '', third = ''] = pathname.split('/');
  const id = [second, third].find((part) => /^\d{1,9}$/.test(part));
  const path = `/${[first, second, third]
    .filter(Boolean)
    .map((part) => (part === id ? ':id' : part))
    .join('/')}`;
  const isWhole = pathname.split('/').length === path.split('/').length;
  return {
    routes: isWhole ? ROUTES.filter((route) => route.path === path) : [],
    id: id === undefined ? undefined : Number(id),
  };
}
