import { parseJson } from 'apilab/parts/http/json';

/** All that is stored of somebody. */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly city: string;
  readonly is_admin: boolean;
  readonly password_hash: string;
}

/** Which members go out, and which may come in. */
export interface Members {
  readonly shown: (account: Account) => object;
  /** The account as it was sent anew; `undefined` if that is none. */
  readonly changed: (account: Account, sent: object) => Account | undefined;
}

/** Lists, in both directions: what is stored tomorrow is neither shown nor changed until somebody adds it. */
export const listed: Members = {
  shown: ({ id, name, city }) => ({ id, name, city }),
  changed(account, sent) {
    const { name, city }: { name?: unknown; city?: unknown } = sent;
    return isText(name) && isText(city) ? { ...account, name, city } : undefined;
  },
};

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 200;

/** What somebody sent, if it is a JSON object. */
export function objectIn(text: string): object | undefined {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** The accounts to begin with. */
export function someAccounts(): Map<number, Account> {
  const account = (id: number, name: string, is_admin = false): Account => ({
    id,
    name,
    city: 'London',
    is_admin,
    password_hash: `$argon2id$${name}`,
  });
  const all = [
    account(1, 'ada'),
    account(2, 'grace'),
    account(3, 'root', true),
    account(4, 'guest'),
  ];
  return new Map(all.map((each) => [each.id, each]));
}
