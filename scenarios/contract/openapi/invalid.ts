import { exampleOf } from './stand-in.ts';

/** A content that does not fit, and the pointer to what is wrong with it. */
export interface Invalid {
  readonly pointer: string;
  readonly value: unknown;
}

type Members = Readonly<Record<string, unknown>>;
const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/**
 * Contents that break one rule of a schema each, made from the schema itself: a member missing, of
 * another type, out of bounds, or unknown. What a format forbids is not among them.
 *
 * @param parts the schemas of objects that are put together in the content
 */
export function invalidContents(document: object, parts: readonly object[]): readonly Invalid[] {
  const whole = membersOf(Object.assign({}, ...parts.map((part) => exampleOf(document, part))));
  const properties = parts.flatMap((part) => Object.entries(membersOf(membersOf(part).properties)));
  const broken = properties.flatMap(([name, rule]) => {
    const values = [undefined, null, ...outOfBounds(membersOf(rule))];
    return values.map((value) => ({ pointer: `/${name}`, value: { ...whole, [name]: value } }));
  });
  const unknown = { pointer: '/isVip', value: { ...whole, isVip: true } };
  return [...broken, unknown, { pointer: '', value: [] }, { pointer: '', value: 'a booking' }];
}

function outOfBounds({ type, minimum, maximum, minLength, maxLength }: Members): unknown[] {
  if (type === 'string') {
    const long = typeof maxLength === 'number' ? ['x'.repeat(maxLength + 1)] : [];
    return [1, {}, ...long, ...(typeof minLength === 'number' ? [''] : [])];
  }
  const below = typeof minimum === 'number' ? [minimum - 1] : [];
  const above = typeof maximum === 'number' ? [maximum + 1] : [];
  return ['1', 1.5, ...below, ...above];
}
