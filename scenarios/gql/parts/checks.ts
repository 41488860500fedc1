import { isDeepStrictEqual } from 'node:util';
import type { CrossedWire, HttpResponse, SeenStatement } from 'apilab';
import { doubles } from 'apilab/parts/checks/sequences';
import { counted, listed } from 'apilab/parts/checks/words';
import type { Database } from 'apilab/parts/shop/database';
import type { FormattedExecutionResult } from 'graphql';

/** A user as the query asks for one, members in its order. */
export interface JoinedUser {
  readonly id: string;
  readonly name: string;
  readonly orders: { readonly id: string; readonly cents: number }[];
}

/** Every user with all orders, by name, in a single statement: what the resolvers' answer must equal. */
export function usersWithOrders(read: Database['all']): readonly JoinedUser[] {
  const rows = read(
    `SELECT u.id AS user_id, u.name, o.id, o.cents FROM users u
     LEFT JOIN orders o ON o.user_id = u.id ORDER BY u.name, u.id, o.id`,
  );
  const users = new Map<string, JoinedUser>();
  for (const row of rows) {
    const id = String(row.user_id);
    const user = users.get(id) ?? { id, name: String(row.name), orders: [] };
    users.set(id, user);
    if (row.id !== null) user.orders.push({ id: String(row.id), cents: Number(row.cents) });
  }
  return [...users.values()];
}

/** Says of an answer on the wire whether it is, byte for byte, the one that the users joined give. */
export function besideJoin(answer: string, joined: readonly JoinedUser[]): string {
  if (answer === JSON.stringify({ data: { users: joined } })) return 'right';
  const { data, errors = [] }: UsersAnswer = JSON.parse(answer);
  if (errors.length > 0) return `${errors.length} users failed`;
  const wrong = joined.filter((user, n) => !isDeepStrictEqual(user, data?.users?.[n]));
  return wrong.length > 0 ? `${wrong.length} users wrong` : 'other bytes';
}

type UsersAnswer = FormattedExecutionResult<{ readonly users?: readonly JoinedUser[] }>;

/** The content of the answer to a query, as the wire carried it. */
export const contentOf = (answers: readonly HttpResponse[]): string =>
  answers[0]?.content.text ?? '{}';

/** What one request cost, and its answer as the wire carried it. */
export const costOf = ({ answers, exchanges, statements }: CrossedWire) => ({
  answer: contentOf(answers),
  statements,
  timeMs: exchanges[0]?.answeredAfterMs ?? 0,
});

/** What an answer says of one user's orders, such as `11800 cents, 24900 cents`. */
export function ordersIn(answer: string): string {
  const { data }: OrdersAnswer = JSON.parse(answer);
  return (data?.user?.orders ?? []).map(({ cents }) => `${cents} cents`).join(', ');
}

type OrdersAnswer = FormattedExecutionResult<{
  readonly user?: { readonly orders?: readonly { readonly cents: number }[] } | null;
}>;

/** What became of each field of an answer: the name of a user, or the code of its error. */
export function fates(answer: string): string {
  const { data, errors }: UserByAlias = JSON.parse(answer);
  const words = Object.entries(data ?? {}).map(([alias, user]) => {
    const error = errors?.find(({ path }) => path?.[0] === alias);
    return `${alias}: ${user?.name ?? error?.extensions?.code ?? 'failed'}`;
  });
  return listed(...words);
}

type UserByAlias = FormattedExecutionResult<Record<string, { readonly name: string } | null>>;

/** How often a key was looked up: `each key once`, or how many came again. */
export function repetition(statements: readonly SeenStatement[]): string {
  const again = doubles(statements.flatMap(({ parameters }) => parameters));
  return again.length === 0 ? 'each key once' : `${counted(again.length, 'key')} more than once`;
}
