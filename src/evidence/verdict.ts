import type { TranscriptEvent } from '../lab/record/transcript.ts';
import {
  type CheckOutcome,
  type CountedSign,
  placeText,
  type RunEvidence,
  type Sign,
} from './evidence.ts';
import { RunError, recordedRun } from './recorded-run.ts';
import { sightings, signText } from './sign.ts';
import { stepsOf, windowOf } from './window.ts';

/** What came of playing a piece of evidence. */
export interface Verdict {
  /** What was not seen as claimed, a sentence each; empty if the run proves it. */
  readonly problems: readonly string[];
  /** The events of the window; empty if the run could not be played. */
  readonly events: readonly TranscriptEvent[];
}

/** Plays the run, once a process, and looks whether it shows what the evidence says. */
export async function playEvidence(evidence: RunEvidence): Promise<Verdict> {
  let run: readonly TranscriptEvent[];
  try {
    run = await recordedRun(evidence);
  } catch (error) {
    if (error instanceof RunError) return { problems: [`${error.message}.`], events: [] };
    throw error;
  }
  const events = windowOf(run, evidence.step);
  const { check = {}, shows = [], never = [] } = evidence;
  const problems = [
    ...stepProblems(run, evidence),
    ...Object.entries(check).flatMap(([id, outcome]) => outcomeProblems(run, id, outcome)),
    ...shownProblems(events, shows),
    ...unseenProblems(events, never),
  ];
  const where = placeText(evidence);
  return { problems: problems.map((problem) => `${where}: ${problem}`), events };
}

function stepProblems(run: readonly TranscriptEvent[], { step }: RunEvidence): readonly string[] {
  const steps = stepsOf(run);
  if (step === undefined || steps.includes(step)) return [];
  return [`there is no step ${step}; there are ${steps.join(', ')}.`];
}

/** Checks are made at the end, so they count whatever the window. */
function outcomeProblems(
  run: readonly TranscriptEvent[],
  id: string,
  outcome: CheckOutcome,
): readonly string[] {
  const made = run.find((event) => event.type === 'check' && event.id === id);
  if (made?.type !== 'check') return [`no check ${id} was made.`];
  const was = made.holds ? 'holds' : 'breaks';
  return was === outcome ? [] : [`${id} ${was}; it was to be that it ${outcome}.`];
}

function shownProblems(
  events: readonly TranscriptEvent[],
  shows: readonly CountedSign[],
): readonly string[] {
  const problems: string[] = [];
  let latest = -1;
  for (const [index, { first, times }] of sightings(events, shows).entries()) {
    const sign = shows[index];
    if (sign === undefined) continue;
    if (sign.times !== undefined && sign.times !== times) {
      problems.push(`${signText(sign)} is seen ${often(times)}, not ${often(sign.times)}.`);
    } else if (first === undefined && sign.times === undefined) {
      problems.push(`${signText(sign)} is not seen.`);
    }
    if (first === undefined) continue;
    if (first <= latest) {
      problems.push(`${signText(sign)} is seen first no later than what is listed before it.`);
    }
    latest = Math.max(latest, first);
  }
  return problems;
}

function unseenProblems(
  events: readonly TranscriptEvent[],
  never: readonly Sign[],
): readonly string[] {
  return sightings(events, never).flatMap(({ times }, index) => {
    const sign = never[index];
    return sign === undefined || times === 0
      ? []
      : [`${signText(sign)} should never be seen, and is ${often(times)}.`];
  });
}

function often(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}
