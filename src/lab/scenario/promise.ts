/** How strongly a promise is meant, in the sense of RFC 2119 and RFC 8174. */
export type Strength = 'must' | 'should' | 'may';

/**
 * Where a promise is made: a document of `standards.yaml` and its section, such as `rfc9110 §13.1.1`,
 * or `lab` for a promise that no standard makes and the lab asks for all the same.
 */
export type PromiseSource = 'lab' | `${string} §${string}`;

/** What a check proves. */
export interface Promised {
  readonly strength: Strength;
  /** What is promised, beginning with its verb (`deliver every event once`) or with `not`. */
  readonly text: string;
  readonly source: PromiseSource;
}

/** A promise that the source makes with MUST, REQUIRED or SHALL; `lab`: the pattern is broken without it. */
export const must = (text: string, source: PromiseSource): Promised => ({
  strength: 'must',
  text,
  source,
});

/** A promise that the source makes with SHOULD or RECOMMENDED. */
export const should = (text: string, source: PromiseSource): Promised => ({
  strength: 'should',
  text,
  source,
});

/** Something that the source allows with MAY or OPTIONAL, and that this pattern makes use of. */
export const may = (text: string, source: PromiseSource): Promised => ({
  strength: 'may',
  text,
  source,
});

/**
 * A promise as a sentence: `MUST NOT answer an unknown id with an error`. The key words stand in
 * capitals only if a standard says so; what the lab itself asks for is in lower case.
 */
export function promiseSentence({ strength, text, source }: Promised): string {
  const isNegated = text.startsWith('not ');
  const words = isNegated ? `${strength} not` : strength;
  const rest = isNegated ? text.slice('not '.length) : text;
  return `${source === 'lab' ? words : words.toUpperCase()} ${rest}`;
}
