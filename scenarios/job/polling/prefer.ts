/** What a client would like, by names in lower case. */
export type Preferences = ReadonlyMap<string, string>;

/** A field longer than this is not read: a server may ignore preferences (RFC 7240 §2). */
const LIMIT = 500;

/**
 * What the field `Prefer` says; of a preference that is there twice the first one counts (RFC 7240 §2).
 * Parameters are left out.
 */
export function readPreferences(field: string | undefined): Preferences {
  const found = new Map<string, string>();
  if (field === undefined || field.length > LIMIT) return found;
  // A quoted text may contain what parts preferences, so only those that are one word are kept.
  const plain = field.replace(/"((?:[^"\\]|\\.)*)"/g, (_, text) => /^\w*$/.exec(text)?.[0] ?? '');
  for (const preference of plain.split(',')) {
    const [name = '', value = ''] = (preference.split(';')[0] ?? '').split('=');
    const key = name.trim().toLowerCase();
    if (key !== '' && !found.has(key)) found.set(key, value.trim());
  }
  return found;
}

/** How many seconds a client is ready to wait (RFC 7240 §4.3); 0 if it does not say. */
export function waitOf(preferred: Preferences): number {
  const value = preferred.get('wait') ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) : 0;
}
