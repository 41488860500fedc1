import type { TranscriptEvent } from '../lab/record/transcript.ts';
import type { Sign } from './evidence.ts';
import { matches } from './sign.ts';

/** How many of the events that show a sign are kept: enough to see that there was more than one. */
const perSign = 2;

/** Picks the first events of a run that show the signs, so that no view folds them away. Takes each event once. */
export function neverFolded(signs: readonly Sign[]): (event: TranscriptEvent) => boolean {
  const counts = signs.map((sign) => ({ sign, seen: 0 }));
  return (event) => {
    const shown = counts.filter(({ sign }) => matches(event, sign));
    const isKept = shown.some(({ seen }) => seen < perSign);
    for (const each of shown) each.seen += 1;
    return isKept;
  };
}
