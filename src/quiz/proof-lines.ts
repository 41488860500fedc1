import { type Evidence, isRun, type RunEvidence } from '../evidence/evidence.ts';
import { cite } from '../knowledge/citation.ts';
import type { CatalogueEntry } from '../lab/catalogue/catalogue.ts';

/** Where to see that an answer is right: a line for each command and each section. */
export function proofLines(
  evidence: readonly Evidence[],
  catalogue: readonly CatalogueEntry[],
): readonly string[] {
  const lines = evidence.map((piece) =>
    isRun(piece) ? `Prove it: ${commandOf(piece, catalogue)}` : `Read it: ${cite(piece.standard)}`,
  );
  return [...new Set(lines)];
}

/** The command that plays the evidence: from its step on, or step by step if it is the whole run. */
export function commandOf(
  { run, variant, set = {}, step }: RunEvidence,
  catalogue: readonly CatalogueEntry[],
): string {
  const entry = catalogue.find(({ id }) => id === run);
  const [first] = Object.keys(entry?.variants ?? {});
  return [
    `apilab run ${run}`,
    ...(variant === first ? [] : [`--variant ${variant}`]),
    ...Object.entries(set).map(([key, value]) => `--set ${key}=${value}`),
    step === undefined ? '--step' : `--step ${step}`,
  ].join(' ');
}
