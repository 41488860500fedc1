import type { FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import { type Account, listed, type Members } from './accounts.ts';
import { readText } from './content.ts';
import { type Route, routesOf } from './routes.ts';

/** Whether somebody may use a route for what belongs to `owner`: the number of an account, if it has an owner. */
export type MayUse = (
  user: Account,
  route: Pick<Route, 'access'>,
  owner: number | undefined,
) => boolean;

export interface AccountsApiOptions {
  readonly accounts: Map<number, Account>;
  /** The number of the account that a bearer token belongs to. */
  readonly whoHas: (token: string) => number | undefined;
  readonly mayUse?: MayUse;
  readonly members?: Members;
}

/** Denied unless a rule allows it: a route without one is for nobody. */
export const byRule: MayUse = (user, { access }, owner) =>
  access !== undefined && (user.is_admin || (access === 'owner' && owner === user.id));

/** Accounts, each for its owner and for administrators. Every request passes one door. */
export function accountsApi(options: AccountsApiOptions): FetchHandler {
  const { accounts, whoHas, mayUse = byRule, members = listed } = options;
  return {
    async fetch(request) {
      const token = tokenOf(request);
      if (token === undefined) return unauthorized();
      const user = accounts.get(whoHas(token) ?? Number.NaN);
      if (user === undefined) return unauthorized(', error="invalid_token"');
      const { routes, id } = routesOf(new URL(request.url).pathname);
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      const route = routes.find((each) => each.method === method);
      if (route === undefined) return routes.length === 0 ? notFound() : notAllowed(routes);
      if (!mayUse(user, route, id)) return route.access === 'owner' ? notFound() : forbidden();
      const content = await readText(request);
      if (content === undefined) return problem({ status: 413, title: 'Content Too Large' });
      const account = id === undefined ? undefined : accounts.get(id);
      return route.run({ accounts, members, account, content });
    },
  };
}

/** Says how to authenticate, and what was wrong if there was a token (RFC 6750 §3). */
const unauthorized = (error = '') =>
  problem(
    { status: 401, title: 'Unauthorized' },
    { 'WWW-Authenticate': `Bearer realm="accounts"${error}` },
  );

const tokenOf = ({ headers }: Request) =>
  /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.get('authorization') ?? '')?.[1];

/** The same for what is not there and for what is somebody else's: it tells nobody what there is (RFC 9110 §15.5.4). */
const notFound = () => problem({ status: 404, title: 'Not Found' });

const forbidden = () => problem({ status: 403, title: 'Forbidden' });

const notAllowed = (routes: readonly Route[]) =>
  problem(
    { status: 405, title: 'Method Not Allowed' },
    {
      Allow: routes
        .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
        .join(', '),
    },
  );
