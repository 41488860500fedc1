import type {
  CheckEvent,
  EndEvent,
  FailureEvent,
  ScenarioEvent,
  TranscriptEvent,
} from '../../lab/record/transcript.ts';

/** How a check came out, measured by what the variant predicts. */
export type Verdict = 'held' | 'broken-as-predicted' | 'not-as-predicted';

export function verdictOf({ holds, predicted }: CheckEvent): Verdict {
  if (holds !== (predicted === 'holds')) return 'not-as-predicted';
  return holds ? 'held' : 'broken-as-predicted';
}

/** One run in short: what was played, how its checks came out, why it went no further. */
export interface SummedRun {
  readonly scenario: ScenarioEvent;
  readonly checks: readonly CheckEvent[];
  readonly failures: readonly FailureEvent[];
  readonly end: EndEvent;
}

/** Gathers the runs of a transcript; of their traffic it keeps nothing. */
export function summing(): { take(event: TranscriptEvent): SummedRun | undefined } {
  let scenario: ScenarioEvent | undefined;
  let checks: CheckEvent[] = [];
  let failures: FailureEvent[] = [];
  return {
    /** Gives a run when it is over. */
    take(event) {
      switch (event.type) {
        case 'scenario':
          scenario = event;
          checks = [];
          failures = [];
          return undefined;
        case 'check':
          checks.push(event);
          return undefined;
        case 'failure':
          failures.push(event);
          return undefined;
        case 'end':
          return scenario && { scenario, checks, failures, end: event };
        default:
          return undefined;
      }
    },
  };
}

/** How many of the checks came out in a way. */
export function countOf(checks: readonly CheckEvent[], verdict: Verdict): number {
  return checks.filter((check) => verdictOf(check) === verdict).length;
}
