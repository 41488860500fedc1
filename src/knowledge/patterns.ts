import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readCitations } from './citation.ts';
import type { Fact, Standing } from './fact.ts';
import { standards } from './standards.ts';

/** A word that stands for an idea, as `scenarios/patterns.yaml` has it. */
interface WrittenPattern {
  readonly name: string;
  /** Other words for it. */
  readonly also?: readonly string[];
  readonly brief: string;
  readonly text: string;
  /** Absent if there is no standard. */
  readonly standard?: string;
  /** The cases of it, by their ids: `scenarios/<group>/cases.md`. */
  readonly cases: readonly string[];
}

const NONE = 'no standard; common practice';
const isCompiled = import.meta.url.endsWith('.js');
let known: readonly Fact[] | undefined;

/** What is known of patterns: words for ideas rather than for something on the wire. Read when first asked for. */
export function patterns(): readonly Fact[] {
  known ??= (isCompiled ? compiled() : written()).map(asFact);
  return known;
}

/** What the build writes beside the compiled code. */
function compiled(): readonly WrittenPattern[] {
  return JSON.parse(readFileSync(new URL('../../patterns.json', import.meta.url), 'utf8'));
}

/** What a person wrote. */
function written(): readonly WrittenPattern[] {
  const { parse } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  return parse(readFileSync(new URL('../../scenarios/patterns.yaml', import.meta.url), 'utf8'));
}

function asFact({ name, also, brief, text, standard, cases }: WrittenPattern): Fact {
  return {
    kind: 'concept',
    name,
    title: name,
    brief,
    text,
    source: standard ?? NONE,
    standing: standingOf(standard),
    ...(also && { also }),
    cases,
  };
}

/** As binding as the first document that is cited. */
function standingOf(standard: string | undefined): Standing {
  if (standard === undefined) return 'convention';
  const [first] = readCitations(standard);
  return (first && standards()[first.word]?.status) ?? 'standard';
}
