/** Longer keys are refused: what a client sends must not grow an index without bound. */
const MAX_LENGTH = 64;

/**
 * A String of RFC 9651 §3.3.3: printable ASCII between double quotes, `"` and `\` escaped with `\`.
 * No parameters are defined for this field, so none are taken.
 */
const STRING = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * Reads the value of `Idempotency-Key`. Several lines come joined by commas and are no String, so
 * two keys in one request are refused as well.
 *
 * @returns `undefined` where it is not a String of 1 to 64 characters. A bare token, as many clients
 * send it, is refused too: were it accepted, `abc` and `"abc"` would name one key in two ways.
 */
export function readIdempotencyKey(value: string): string | undefined {
  const key = STRING.exec(value)?.[1]?.replace(/\\(["\\])/g, '$1');
  return key === undefined || key === '' || key.length > MAX_LENGTH ? undefined : key;
}

/** Writes a key as a String (RFC 9651 §4.1.6). */
export function writeIdempotencyKey(key: string): string {
  return `"${key.replace(/["\\]/g, '\\$&')}"`;
}
