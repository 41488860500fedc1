import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { type Evidence, isRun, placeText, type Sign } from './evidence.ts';
import { sightings, signText } from './sign.ts';
import { playEvidence, type Verdict } from './verdict.ts';

/** An answer with what the wire would show if it were right. */
interface SignedAnswer {
  readonly text: string;
  readonly sign?: Sign;
}

/** A question whose right answer is told apart from wrong ones. */
export interface Answered {
  readonly key: SignedAnswer;
  readonly distractors: readonly SignedAnswer[];
  readonly evidence: readonly Evidence[];
}

/** Things in the order in which they are seen first. */
export interface Ordered {
  readonly items: readonly { readonly text: string; readonly sign: Sign }[];
  readonly evidence: readonly Evidence[];
}

/** What the runs do not show as the evidence says; empty if they all do. */
export async function evidenceProblems(evidence: readonly Evidence[]): Promise<readonly string[]> {
  const verdicts = await Promise.all(evidence.filter(isRun).map(playEvidence));
  return verdicts.flatMap(({ problems }) => problems);
}

/** The key's sign is seen in the first run, and no distractor's is. */
export async function answerProblems(question: Answered): Promise<readonly string[]> {
  const first = await firstRun(question.evidence);
  if (first === undefined) return [];
  const { events, where } = first;
  const wrong = question.distractors.flatMap(({ text, sign }) =>
    sign !== undefined && isSeen(events, sign)
      ? [`${where}: the distractor '${text}' is seen there: ${signText(sign)}.`]
      : [],
  );
  const { text, sign } = question.key;
  if (sign === undefined || isSeen(events, sign)) return wrong;
  return [`${where}: the key '${text}' is not seen there: ${signText(sign)}.`, ...wrong];
}

/** Each item is seen first after the one before it. */
export async function orderProblems({ items, evidence }: Ordered): Promise<readonly string[]> {
  const first = await firstRun(evidence);
  if (first === undefined) return [];
  const { events, where } = first;
  const problems: string[] = [];
  let latest = -1;
  let former = '';
  const seen = sightings(
    events,
    items.map(({ sign }) => sign),
  );
  for (const [index, { text, sign }] of items.entries()) {
    const place = seen[index]?.first;
    if (place === undefined) {
      problems.push(`${where}: '${text}' is not seen there: ${signText(sign)}.`);
      continue;
    }
    if (place <= latest) problems.push(`${where}: '${text}' is not seen later than '${former}'.`);
    latest = Math.max(latest, place);
    former = text;
  }
  return problems;
}

async function firstRun(
  evidence: readonly Evidence[],
): Promise<{ readonly events: Verdict['events']; readonly where: string } | undefined> {
  const run = evidence.find(isRun);
  if (run === undefined) return undefined;
  const { events } = await playEvidence(run);
  // What could not be played was told with the evidence itself.
  return events.length === 0 ? undefined : { events, where: placeText(run) };
}

function isSeen(events: readonly TranscriptEvent[], sign: Sign): boolean {
  return (sightings(events, [sign])[0]?.times ?? 0) > 0;
}
