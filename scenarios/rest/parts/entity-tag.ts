import { createHash } from 'node:crypto';

/** A validator: it names one version of one representation (RFC 9110 §8.8.3). */
export interface EntityTag {
  /** A weak one promises the same meaning, a strong one the same bytes. */
  readonly weak: boolean;
  /** With its quotes: they belong to the value. */
  readonly opaque: string;
}

/**
 * The strong entity tag of a representation, from a hash of its bytes. A hash cannot forget to
 * change, as a counter can if one of several writers does not know of it.
 */
export function entityTagOf(representation: string): string {
  return `"${createHash('sha256').update(representation).digest('base64url').slice(0, 12)}"`;
}

/** One element of a list: nothing, or an entity tag. Commas may also stand between the quotes. */
const ELEMENT = /[ \t]*(?:(W\/)?("[\x21\x23-\x7e\x80-\xff]*"))?[ \t]*(?:,|$)/y;

/** Reads the list in `If-Match` or `If-None-Match`. A malformed one names no version at all. */
export function readEntityTags(field: string): readonly EntityTag[] {
  const element = new RegExp(ELEMENT);
  const tags: EntityTag[] = [];
  while (element.lastIndex < field.length) {
    const found = element.exec(field);
    if (found === null) return [];
    const [, weak, opaque] = found;
    if (opaque !== undefined) tags.push({ weak: weak !== undefined, opaque });
  }
  return tags;
}

/** Both strong, and the same characters (RFC 9110 §8.8.3.2): for writes, where every byte counts. */
export const strongMatch = (a: EntityTag, b: EntityTag): boolean =>
  !a.weak && !b.weak && a.opaque === b.opaque;

/** The same characters, weak or not (RFC 9110 §8.8.3.2): for caches. */
export const weakMatch = (a: EntityTag, b: EntityTag): boolean => a.opaque === b.opaque;
