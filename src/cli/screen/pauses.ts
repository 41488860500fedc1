import { type Stepper, stepper } from '../../dialogue/stepper.ts';
import type { StepName } from '../../lab/record/step-name.ts';
import type { Stop } from '../ending/signals.ts';
import { type Asking, openDialogue } from './open-dialogue.ts';

/**
 * The pauses of a run for who sits before the terminal, from a step on; none if nobody does. Whoever
 * opens them closes them.
 */
export function openPauses(
  from: StepName,
  asking: Asking,
  stop: Stop,
): (Stepper & { close(): void }) | undefined {
  const dialogue = openDialogue(asking, stop);
  if (dialogue === undefined) return undefined;
  const steps = stepper(dialogue, { from, leave: () => stop.because('quit') });
  return { ...steps, close: () => dialogue.close() };
}
