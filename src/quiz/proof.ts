import type { Evidence, RunEvidence } from '../evidence/evidence.ts';
import type { CatalogueEntry } from '../lab/catalogue.ts';

/** Where to see that an answer is right: a line for each command and each section. */
export function proofLines(
  evidence: readonly Evidence[],
  catalogue: readonly CatalogueEntry[],
): readonly string[] {
  const lines = evidence.map((piece) =>
    'standard' in piece ? `Read it: ${piece.standard}` : `Prove it: ${commandOf(piece, catalogue)}`,
  );
  return [...new Set(lines)];
}

/** The command that plays the evidence: from its step on, or step by step where it is the whole run. */
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

/** The evidence that can be played. */
export function runsOf(evidence: readonly Evidence[]): readonly RunEvidence[] {
  return evidence.filter((piece): piece is RunEvidence => 'run' in piece);
}
