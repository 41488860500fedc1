import { cite } from './citation.ts';
import type { Fact, KnownValues } from './fact.ts';
import { facts as seen } from './facts/all.ts';
import { patterns } from './patterns.ts';

/** A word as people vary it: `DEADLINE_EXCEEDED` and `deadline-exceeded`, `HTTP/2` and `http 2` are one. */
function loosely(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_/-]+/g, '-');
}

/**
 * The facts of a word, by their name or by what people call them: `409` and `conflict`, `4` and
 * `DEADLINE_EXCEEDED`; if there are none, by a well-known value such as `no-store`. Case, spaces,
 * hyphens and underscores make no difference, but what is spelt just so comes first. Their sources are
 * written out.
 */
export function factsOf(word: string): readonly Fact[] {
  return found(word).map(withSources);
}

/** What is seen on the wire, and the ideas behind it. */
const everything = () => [...seen, ...patterns()];

/** What people put behind a word to say what it is: `ETag header`, `429 status code`. */
const SORT = /\s+(?:header|field|(?:status )?code|status|method|frame|pattern)s?$/i;

function found(word: string): readonly Fact[] {
  const facts = calledSo(word);
  return facts.length > 0 || !SORT.test(word) ? facts : calledSo(word.replace(SORT, ''));
}

function calledSo(word: string): readonly Fact[] {
  const wanted = loosely(word);
  const facts = everything();
  const called = (name: string) =>
    facts.filter((fact) => namesOf(fact).some((each) => loosely(each) === name));
  const exactly = called(wanted);
  const isMany = exactly.length === 0 && /[a-z]s$/.test(wanted);
  const named = isMany ? called(wanted.slice(0, -1)) : exactly;
  if (named.length === 0) {
    return facts.filter((fact) => valuesOf(fact).some((values) => Object.hasOwn(values, wanted)));
  }
  const isExact = (fact: Fact) => namesOf(fact).includes(word);
  return [...named.filter(isExact), ...named.filter((fact) => !isExact(fact))];
}

/** The well-known values of a fact, wherever it stands. */
function valuesOf({ values = {}, readings = [] }: Fact): readonly KnownValues[] {
  return [values, ...readings.map((reading) => reading.values ?? {})];
}

function withSources(fact: Fact): Fact {
  const { readings } = fact;
  return {
    ...cited(fact),
    source: cite(fact.source),
    ...(readings && { readings: readings.map(cited) }),
  };
}

/** The same with its sources, and those of its values, written out. */
function cited<T extends { readonly source?: string; readonly values?: KnownValues }>(of: T): T {
  const { source, values } = of;
  return {
    ...of,
    ...(source !== undefined && { source: cite(source) }),
    ...(values && { values: citedValues(values) }),
  };
}

function citedValues(values: KnownValues): KnownValues {
  const entries = Object.entries(values).map(
    ([name, value]) =>
      [
        name,
        value.source === undefined ? value : { ...value, source: cite(value.source) },
      ] as const,
  );
  return Object.fromEntries(entries);
}

/** Every word that a fact is found by. */
export function knownWords(): readonly string[] {
  return [...new Set(everything().flatMap(namesOf))];
}

const namesOf = ({ name, title, also = [] }: Fact): readonly string[] => [name, title, ...also];
