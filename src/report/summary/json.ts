import type { CheckEvent } from '../../lab/record/transcript.ts';
import type { Exporter } from '../exporter.ts';
import { countOf, type SummedRun, summing, type Verdict, verdictOf } from './run-summary.ts';

/** The version of the form; it rises when a reader of the former one would misread. */
export const SUMMARY_VERSION = 1;

/** What came of runs, as one JSON object; `docs/summary.md` tells its members. */
export interface RunsInShort {
  readonly schema: 'apilab-summary';
  readonly version: typeof SUMMARY_VERSION;
  readonly asPredicted: boolean;
  readonly totals: {
    readonly runs: number;
    readonly runsAsPredicted: number;
    readonly checks: number;
    readonly held: number;
    readonly brokenAsPredicted: number;
    readonly notAsPredicted: number;
    readonly failures: number;
    /** Real time of all runs, in milliseconds. */
    readonly realMs: number;
  };
  readonly runs: readonly RunInShort[];
}

interface RunInShort {
  readonly id: string;
  readonly group: string;
  readonly file?: string;
  readonly title: string;
  readonly variant: string;
  readonly kind: 'correct' | 'naive';
  readonly seed: number;
  readonly asPredicted: boolean;
  readonly realMs: number;
  readonly checks: readonly CheckInShort[];
  readonly failures: readonly { readonly code: string; readonly text: string }[];
}

type CheckInShort = Pick<
  CheckEvent,
  'id' | 'promise' | 'strength' | 'source' | 'holds' | 'expected' | 'actual'
> & { readonly verdict: Verdict };

/** The runs of a transcript in short, written when all are over. */
export function summaryJson(): Exporter<string> {
  const runs: SummedRun[] = [];
  const sum = summing();
  return {
    take(event) {
      const run = sum.take(event);
      if (run !== undefined) runs.push(run);
      return '';
    },
    end: () => `${JSON.stringify(inShort(runs), null, 2)}\n`,
  };
}

function inShort(runs: readonly SummedRun[]): RunsInShort {
  const checks = runs.flatMap((run) => run.checks);
  const good = runs.filter(({ end }) => end.asPredicted).length;
  return {
    schema: 'apilab-summary',
    version: SUMMARY_VERSION,
    asPredicted: good === runs.length,
    totals: {
      runs: runs.length,
      runsAsPredicted: good,
      checks: checks.length,
      held: countOf(checks, 'held'),
      brokenAsPredicted: countOf(checks, 'broken-as-predicted'),
      notAsPredicted: countOf(checks, 'not-as-predicted'),
      failures: runs.reduce((sum, { failures }) => sum + failures.length, 0),
      realMs: Math.round(runs.reduce((sum, { end }) => sum + end.realMs, 0)),
    },
    runs: runs.map(runInShort),
  };
}

function runInShort({ scenario, checks, failures, end }: SummedRun): RunInShort {
  const { id, group, file, title, variant, seed } = scenario;
  return {
    id,
    group,
    ...(file !== undefined && { file }),
    title,
    variant: variant.name,
    kind: variant.kind,
    seed,
    asPredicted: end.asPredicted,
    realMs: Math.round(end.realMs),
    checks: checks.map(checkInShort),
    failures: failures.map(({ code, text }) => ({ code, text })),
  };
}

function checkInShort(check: CheckEvent): CheckInShort {
  const { id, promise, strength, source, holds, expected, actual } = check;
  return { id, verdict: verdictOf(check), promise, strength, source, holds, expected, actual };
}
