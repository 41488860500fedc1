import type { Evidence, RunEvidence, Sign } from '../../evidence/evidence.ts';
import { isRun } from '../../evidence/evidence.ts';
import { citationProblems } from '../../knowledge/citation.ts';
import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import { readParameters } from '../../lab/scenario/parameters.ts';
import { brokenRules, type Rule } from '../written/finding.ts';

/** A question with what proves it. */
export interface Proved {
  readonly evidence: readonly Evidence[];
  readonly key?: { readonly sign?: Sign };
  readonly distractors?: readonly { readonly text: string; readonly sign?: Sign }[];
  /** True if the kind of the question itself demands something of the first run. */
  readonly looksAtRun: boolean;
}

/** Scenarios by their ids. */
export type Entries = ReadonlyMap<string, CatalogueEntry>;

/** What a run names that does not exist: scenario, variant, parameter, check. */
export function runProblems(
  { run, variant, set = {}, check = {} }: Omit<RunEvidence, 'step' | 'shows' | 'never'>,
  entries: Entries,
): readonly string[] {
  const entry = entries.get(run);
  if (entry === undefined) return [`There is no scenario ${run}.`];
  const problems: string[] = [];
  if (!Object.hasOwn(entry.variants, variant)) {
    problems.push(`${run} has no variant ${variant}; it has ${names(entry.variants)}.`);
  }
  for (const id of Object.keys(check)) {
    if (Object.hasOwn(entry.checks, id)) continue;
    problems.push(`${run} has no check ${id}; it has ${names(entry.checks)}.`);
  }
  try {
    readParameters(entry.params, set);
  } catch (error) {
    problems.push(`${run}: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return problems;
}

const signsHaveRun: Rule<Proved> = ({ evidence, key, distractors = [] }) => {
  const signed = key?.sign !== undefined || distractors.some(({ sign }) => sign !== undefined);
  return signed && !evidence.some(isRun) ? ['A sign needs a run in which it is looked for.'] : [];
};

const distractorSignNeedsKeySign: Rule<Proved> = ({ key, distractors = [] }) =>
  key?.sign === undefined && distractors.some(({ sign }) => sign !== undefined)
    ? ['A distractor has a sign and the key has none: that the key is right is not proved.']
    : [];

const distractorSignDiffers: Rule<Proved> = ({ key, distractors = [] }) =>
  distractors
    .filter(({ sign }) => sign !== undefined && JSON.stringify(sign) === JSON.stringify(key?.sign))
    .map(({ text }) => `The distractor '${text}' has the sign of the key.`);

const runCanFail: Rule<Proved> = ({ evidence, key, looksAtRun }) =>
  evidence.filter(isRun).flatMap((run, index) => {
    const says = run.check ?? run.shows ?? run.never;
    const looked = index === 0 && (looksAtRun || key?.sign !== undefined);
    if (says !== undefined || looked) return [];
    return [`The run ${run.run} proves nothing: say what it shows, never shows, or which check.`];
  });

const proofRules: readonly Rule<Proved>[] = [
  signsHaveRun,
  distractorSignNeedsKeySign,
  distractorSignDiffers,
  runCanFail,
];

/** What is wrong with the evidence of a question before anything is played. */
export function proofProblems(proved: Proved, entries: Entries): readonly string[] {
  const named = proved.evidence.flatMap((each) =>
    isRun(each) ? runProblems(each, entries) : citationProblems(each.standard),
  );
  return [...named, ...brokenRules(proofRules, proved)];
}

function names(members: object): string {
  return Object.keys(members).join(', ');
}
