/** What somebody signs up with. */
export interface Account {
  readonly email: string;
  readonly name: string;
  readonly age: number;
}

/** A rule for the content, by which its texts are found. */
export type Rule = 'object' | 'email' | 'name' | 'age';

/** A rule that the content breaks, and where. */
export interface Violation {
  readonly rule: Rule;
  /** A JSON Pointer as a URI fragment, such as `#/email`; `#` is the content as a whole. */
  readonly pointer: string;
}

/** An account as it was sent, or why it is none. */
export type ReadAccount = (
  content: unknown,
) => { readonly account: Account } | { readonly violations: readonly Violation[] };

/** Looks at each field, whatever is wrong with the others, so that all can be put right at once. */
export const readAccount: ReadAccount = (content) => {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return { violations: [{ rule: 'object', pointer: '#' }] };
  }
  const { email, name, age }: { email?: unknown; name?: unknown; age?: unknown } = content;
  if (isEmail(email) && isName(name) && isAge(age)) return { account: { email, name, age } };
  const broken = { email: !isEmail(email), name: !isName(name), age: !isAge(age) };
  const rules = (['email', 'name', 'age'] as const).filter((rule) => broken[rule]);
  return { violations: rules.map((rule) => ({ rule, pointer: `#/${rule}` })) };
};

/** One `@` with something on both sides: whether mail arrives, only a mail can tell. */
const isEmail = (value: unknown): value is string =>
  isText(value) && value.length <= 254 && /^[^\s@]+@[^\s@]+$/u.test(value);

const isName = (value: unknown): value is string =>
  isText(value) && value.trim() !== '' && value.length <= 80;

/** Without what a database or a terminal cuts off, such as NUL, and without half characters. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && !/[\p{Cc}\p{Cs}]/u.test(value);

const isAge = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 18 && value <= 150;
