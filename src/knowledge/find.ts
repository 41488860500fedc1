import type { Fact, FactKind } from './fact.ts';
import { facts } from './facts/all.ts';

/** Kinds whose names are compared without regard to case, each per its standard. */
const caseless: ReadonlySet<FactKind> = new Set<FactKind>(['field', 'media-type', 'coding']);

/** A name as its kind compares it: `ETag` and `etag` are one field, `GET` and `get` are two methods. */
function comparable(kind: FactKind, name: string): string {
  return caseless.has(kind) ? name.toLowerCase() : name;
}

/** A Map, not an object: names come from the wire, and `__proto__` is a name like any other. */
let index: ReadonlyMap<FactKind, ReadonlyMap<string, Fact>> | undefined;

function indexed(): ReadonlyMap<FactKind, ReadonlyMap<string, Fact>> {
  const byKind = new Map<FactKind, Map<string, Fact>>();
  for (const fact of facts) {
    const byName = byKind.get(fact.kind) ?? new Map<string, Fact>();
    byName.set(comparable(fact.kind, fact.name), fact);
    byKind.set(fact.kind, byName);
  }
  return byKind;
}

/**
 * Finds what is known about a name, such as `findFact('field', 'retry-after')`. Fields, media types
 * and codings are found in any case; methods, members and event stream fields only as they are spelt.
 */
export function findFact(kind: FactKind, name: string): Fact | undefined {
  index ??= indexed();
  return index.get(kind)?.get(comparable(kind, name));
}
