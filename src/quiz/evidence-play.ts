import type { Dialogue } from '../dialogue/index.ts';
import { printed, said } from '../dialogue/look.ts';
import { stepper } from '../dialogue/stepper.ts';
import { placeText, type RunEvidence } from '../evidence/evidence.ts';
import { neverFolded } from '../evidence/never-folded.ts';
import { findScenario, loadScenario } from '../lab/catalogue/catalogue.ts';
import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { Interrupted } from '../lab/scenario/lab-error.ts';
import { play } from '../lab/scenario/play.ts';
import { terminalView } from '../report/index.ts';
import { span } from '../text/spans.ts';

/** Where a run is shown, and what ends it early. */
export interface Stage {
  readonly dialogue: Dialogue;
  readonly signal: AbortSignal;
}

/**
 * Plays the run that proves an answer, and shows the part of it that does: its step, and its check
 * if it names one. A whole run is long, so there it pauses before each step.
 *
 * @returns `left` if the person has seen enough before its end
 * @throws Interrupted when the signal of the stage fires
 * @throws Left when the person is gone
 * @throws LabError if it could not be played to its end
 */
export async function playEvidence(
  evidence: RunEvidence,
  { dialogue, signal: left }: Stage,
): Promise<'seen' | 'left'> {
  const { run, variant, set = {}, step, check, shows: signs = [] } = evidence;
  const entry = await findScenario(run);
  if (entry === undefined) throw new RangeError(`there is no scenario '${run}'`);
  const { width, colour, plain } = dialogue;
  const keeps = neverFolded(signs);
  const view = terminalView({ wire: 'brief', width, colour, plain, within: true, keeps });
  const shows = partOf(evidence);
  const enough = new AbortController();
  let came: 'seen' | 'left' = 'seen';
  const leave = () => {
    came = 'left';
    enough.abort();
  };
  const steps = step === undefined ? stepper(dialogue, { from: 1, leave }) : undefined;
  const emit = (event: TranscriptEvent) => {
    if (enough.signal.aborted) return;
    const part = shows(event);
    if (part === 'shown') {
      dialogue.say(view.write(event));
      steps?.take(event);
    }
    if (part === 'over' && check === undefined) enough.abort();
  };
  dialogue.say(printed([[], ...said([span(placeText(evidence), 'dim')], dialogue)], dialogue));
  try {
    const { failure } = await play(await loadScenario(entry), {
      group: entry.group,
      variant,
      set,
      signal: AbortSignal.any([left, enough.signal]),
      emit,
      ...(steps && {
        beforeStep: (next: number, title: string, id: string) => {
          dialogue.say(view.release());
          return steps.beforeStep(next, title, id);
        },
      }),
    });
    dialogue.say(view.release());
    if (failure) throw failure;
  } catch (error) {
    if (!(error instanceof Interrupted) || left.aborted) throw error;
    dialogue.say(view.release());
  }
  return came;
}

/** Decides event by event whether it belongs to what is shown, or the rest proves nothing more. */
function partOf({
  step,
  check,
}: RunEvidence): (event: TranscriptEvent) => 'shown' | 'hidden' | 'over' {
  let place: 'before' | 'there' | 'after' = step === undefined ? 'there' : 'before';
  return (event) => {
    switch (event.type) {
      case 'scenario':
        return 'shown';
      case 'step':
        if (event.id === step) place = 'there';
        else if (place === 'there' && step !== undefined) place = 'after';
        break;
      case 'check':
        if (check !== undefined) return Object.hasOwn(check, event.id) ? 'shown' : 'hidden';
        if (step === undefined) return 'shown';
        return place === 'before' ? 'hidden' : 'over';
      case 'end':
        return 'hidden';
      default:
    }
    if (place === 'there') return 'shown';
    return place === 'before' ? 'hidden' : 'over';
  };
}
