import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'apilab/parts/shop/database';
import type { FormattedExecutionResult } from 'graphql';

/** A user as the query asks for one, members in its order. */
export interface JoinedUser {
  readonly id: string;
  readonly name: string;
  readonly orders: { readonly id: string; readonly cents: number }[];
}

/** Every user with all orders, by name, in a single statement: what the resolvers' answer must equal. */
export function usersWithOrders(db: Database): readonly JoinedUser[] {
  const rows = db.all(
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
  if (answer === JSON.stringify({ data: { users: joined } })) return 'equal';
  const { data, errors = [] }: UsersAnswer = JSON.parse(answer);
  if (errors.length > 0) return `${errors.length} failed`;
  const wrong = joined.filter((user, n) => !isDeepStrictEqual(user, data?.users?.[n]));
  return wrong.length > 0 ? `${wrong.length} wrong` : 'other bytes';
}

type UsersAnswer = FormattedExecutionResult<{ readonly users?: readonly JoinedUser[] }>;
