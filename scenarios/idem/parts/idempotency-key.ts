/** Longer keys are refused: what a client sends must not grow an index without bound. */
const MAX_LENGTH = 64;

/** A String of RFC 9651 §3.3.3: printable ASCII between double quotes, `"` and `\` escaped with `\`. */
const STRING = String.raw`"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"`;

/** The other bare items that a parameter may have (RFC 9651 §3.3). */
const BARE_ITEMS = [
  STRING.replace('(', '(?:'),
  String.raw`-?\d{1,12}\.\d{1,3}`,
  String.raw`@?-?\d{1,15}`,
  String.raw`[A-Za-z*][A-Za-z0-9!#$%&'*+.^_\`|~:/-]*`,
  ':[A-Za-z0-9+/]*={0,2}:',
  String.raw`\?[01]`,
  String.raw`%"(?:[\x20\x21\x23\x24\x26-\x7e]|%[0-9a-f]{2})*"`,
];

/**
 * Parameters (§3.1.2) say nothing to this API. They are taken and not looked at, as the standard wishes
 * (§2.3): a later edition may define some, and its clients should not be refused for it.
 */
const PARAMETER = `; *[a-z*][a-z0-9_.*-]*(?:=(?:${BARE_ITEMS.join('|')}))?`;

const ITEM = new RegExp(`^${STRING}(?:${PARAMETER})*$`);

/**
 * Reads the value of `Idempotency-Key`. Several lines come joined by commas and are no Item, so
 * two keys in one request are refused as well.
 *
 * @returns `undefined` if it is not a String of 1 to 64 characters. A bare token, as many clients
 * send it, is refused too: were it accepted, `abc` and `"abc"` would name one key in two ways.
 */
export function readIdempotencyKey(value: string): string | undefined {
  const key = ITEM.exec(value)?.[1]?.replace(/\\(["\\])/g, '$1');
  return key === undefined || key === '' || key.length > MAX_LENGTH ? undefined : key;
}

/** Writes a key as a String (RFC 9651 §4.1.6). */
export function writeIdempotencyKey(key: string): string {
  return `"${key.replace(/["\\]/g, '\\$&')}"`;
}
