import { createHash } from 'node:crypto';

/**
 * Tells whether two requests ask for the same: SHA-256 of the canonical JSON of what they ask for. Give
 * it what was read and checked, not what came: it goes as deep as the value does.
 *
 * Canonical JSON fixes what JSON leaves open (the idea of RFC 8785): members are sorted by name at
 * every depth, there is no whitespace, and numbers and strings are written in one way. So another
 * order of members is the same request, and an added, missing or changed member is another one.
 */
export function fingerprint(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('base64url');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}
