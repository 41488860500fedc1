/** A JSON object of unknown members. */
export type Members = Readonly<Record<string, unknown>>;

/** Tells an object from an array, `null` and plain values. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON text; `undefined` if there is none, it is not JSON, or it was cut. */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The caller shows it as the text it is.
    return undefined;
  }
}

/** JSON without its white space; any other text as it is. */
export function compactJson(text: string): string {
  const value = parseJson(text);
  return value === undefined ? text : JSON.stringify(value);
}
