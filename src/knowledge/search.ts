import { cite } from './citation.ts';
import type { Fact } from './fact.ts';
import { facts } from './facts/all.ts';

/** A word as people vary it: `DEADLINE_EXCEEDED`, `Deadline exceeded` and `deadline-exceeded` are one. */
function loosely(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
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

function found(word: string): readonly Fact[] {
  const wanted = loosely(word);
  const named = facts.filter((fact) => namesOf(fact).some((each) => loosely(each) === wanted));
  if (named.length === 0) return facts.filter(({ values = {} }) => Object.hasOwn(values, wanted));
  const isExact = (fact: Fact) => namesOf(fact).includes(word);
  return [...named.filter(isExact), ...named.filter((fact) => !isExact(fact))];
}

function withSources(fact: Fact): Fact {
  const { source, values } = fact;
  if (values === undefined) return { ...fact, source: cite(source) };
  const cited = Object.entries(values).map(
    ([name, value]) =>
      [
        name,
        value.source === undefined ? value : { ...value, source: cite(value.source) },
      ] as const,
  );
  return { ...fact, source: cite(source), values: Object.fromEntries(cited) };
}

/** Every word that a fact is found by. */
export function knownWords(): readonly string[] {
  return [...new Set(facts.flatMap(namesOf))];
}

const namesOf = ({ name, title }: Fact): readonly string[] => [name, title];
