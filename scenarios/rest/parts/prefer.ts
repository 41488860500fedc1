/** What an answer to a write is to hold: nothing, or what has become of the resource. */
export type Return = 'minimal' | 'representation';

/** What is read of the field at most, in characters. */
const FIELD_LIMIT = 1000;

/**
 * Which answer a client prefers (RFC 7240 §4.2). A preference that is not understood is no error
 * (§2); if one is there twice the first counts.
 */
export function preferredReturn(field: string | null): Return | undefined {
  const preferences = (field ?? '').slice(0, FIELD_LIMIT).toLowerCase().split(',');
  for (const preference of preferences) {
    const [, value] =
      /^\s*return\s*=\s*"?(minimal|representation)"?\s*(?:;|$)/.exec(preference) ?? [];
    if (value === 'minimal' || value === 'representation') return value;
  }
  return undefined;
}
