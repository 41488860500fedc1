import type { Dialogue } from '../dialogue/index.ts';
import type { RunEvidence } from '../evidence/evidence.ts';
import { loadScenario, readCatalogue } from '../lab/catalogue.ts';
import { Interrupted } from '../lab/lab-error.ts';
import { play } from '../lab/play.ts';
import type { TranscriptEvent } from '../lab/transcript.ts';
import { terminalView } from '../report/index.ts';

/** Where a run is shown, and what ends it early. */
export interface Stage {
  readonly dialogue: Pick<Dialogue, 'width' | 'colour' | 'plain' | 'say'>;
  readonly signal: AbortSignal;
}

/**
 * Plays the run that proves an answer, and shows the part of it that does: its step, and its check
 * where it names one.
 *
 * @throws Interrupted when the signal of the stage fires
 * @throws LabError where it could not be played to its end
 */
export async function playEvidence(
  evidence: RunEvidence,
  { dialogue, signal: left }: Stage,
): Promise<void> {
  const { run, variant, set = {}, check } = evidence;
  const entry = (await readCatalogue()).find(({ id }) => id === run);
  if (entry === undefined) throw new RangeError(`there is no scenario '${run}'`);
  const { width, colour, plain } = dialogue;
  const view = terminalView({ wire: 'brief', width, colour, plain, within: true });
  const shows = partOf(evidence);
  const seen = new AbortController();
  const emit = (event: TranscriptEvent) => {
    if (seen.signal.aborted) return;
    const part = shows(event);
    if (part === 'shown') dialogue.say(view.write(event));
    if (part === 'over' && check === undefined) seen.abort();
  };
  try {
    const signal = AbortSignal.any([left, seen.signal]);
    const options = { group: entry.group, variant, set, signal, emit };
    const { failure } = await play(await loadScenario(entry), options);
    if (failure) throw failure;
  } catch (error) {
    if (!(error instanceof Interrupted) || left.aborted) throw error;
  }
}

/** Decides event by event whether it belongs to what is shown, or the rest proves nothing more. */
function partOf({
  step,
  check,
}: RunEvidence): (event: TranscriptEvent) => 'shown' | 'hidden' | 'over' {
  let at = 0;
  return (event) => {
    switch (event.type) {
      case 'scenario':
        return 'shown';
      case 'step':
        at = event.step;
        break;
      case 'check':
        if (check !== undefined) return event.id === check.id ? 'shown' : 'hidden';
        return step === undefined ? 'shown' : 'over';
      case 'end':
        return 'hidden';
      default:
    }
    if (step === undefined || at === step) return 'shown';
    return at < step ? 'hidden' : 'over';
  };
}
