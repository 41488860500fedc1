import type { Fact } from '../../knowledge/index.ts';
import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';

/**
 * The scenarios that say of themselves that they are about a fact: they cover a case of it, its field is in their focus, or
 * it is named in their title, claim, checks, variants or cases. Scenarios where it merely crosses
 * the wire are not counted.
 */
export function seenIn(
  fact: Fact,
  catalogue: readonly CatalogueEntry[],
): readonly CatalogueEntry[] {
  const { cases } = fact;
  if (cases) return catalogue.filter(({ covers }) => covers.some((id) => cases.includes(id)));
  const name = nameInProse(fact);
  const inCases = fact.kind === 'field' || fact.kind === 'status' ? fact.name.toLowerCase() : '';
  return catalogue.filter(
    (entry) =>
      (fact.kind === 'field' && entry.focus.includes(fact.name.toLowerCase())) ||
      (name !== undefined && proseOf(entry).some((text) => name.test(text))) ||
      (isTelling(inCases) && entry.covers.some((id) => `-${id}-`.includes(`-${inCases}-`))),
  );
}

function proseOf({ title, claim, checks, variants }: CatalogueEntry): readonly string[] {
  const abouts = Object.values(variants).map(({ about }) => about);
  return [title, claim, ...Object.values(checks).map(({ text }) => text), ...abouts];
}

/** How prose names a fact without meaning anything else; undefined if it is an everyday word. */
function nameInProse({ kind, name, title }: Fact): RegExp | undefined {
  switch (kind) {
    case 'field':
    case 'media-type':
      return isTelling(name) ? whole(name, 'i') : undefined;
    case 'status':
    case 'close-code':
      return whole(name);
    case 'grpc-status':
      return title.length > 3 ? whole(title) : undefined;
    case 'method':
    case 'http2-frame':
    case 'http2-setting':
    case 'http2-error':
      return whole(name);
    default:
      return undefined;
  }
}

/** `Date` and `Host` are words like any other; `If-Match`, `ETag` and `409` are not. */
function isTelling(name: string): boolean {
  return /[-/\d]/.test(name) || /^etag$/i.test(name);
}

function whole(name: string, flags = ''): RegExp {
  return new RegExp(`(?<![\\w-])${name.replace(/[^\w\s-]/g, '\\$&')}(?![\\w-])`, flags);
}
