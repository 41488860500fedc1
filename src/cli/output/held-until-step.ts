import { isStep, type StepName } from '../../lab/record/step-name.ts';
import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { UsageError } from '../ending/exit.ts';
import { suggestion } from '../finding/nearest.ts';
import type { Sink } from './sinks.ts';

/** A sink that holds back what comes before a step. */
export interface HeldSink extends Sink {
  /** A step is about to begin; the first of the run has number 1. */
  reach(step: { readonly step: number; readonly id: string }): void;
}

/**
 * Holds back what is printed of a run until the step comes that it is to begin with, so that nothing is
 * printed if there is no such step. A run that fails before it is told all the same.
 *
 * @throws UsageError from `take` at the end of a run without that step, with the steps there are.
 */
export function heldUntilStep(name: StepName, sink: Sink): HeldSink {
  let held: TranscriptEvent[] = [];
  let steps: string[] = [];
  let isOpen = false;
  let run = '';

  const open = () => {
    isOpen = true;
    for (const event of held.splice(0)) sink.take(event);
  };

  const reach = (step: { readonly step: number; readonly id: string }) => {
    if (!isOpen && isStep(name, step)) open();
  };

  return {
    reach,
    take(event) {
      if (event.type === 'scenario') {
        run = event.id;
        held = [];
        steps = [];
        isOpen = false;
      }
      // A comparison of whole runs comes after their ends.
      if (isOpen) return sink.take(event);
      held.push(event);
      if (event.type === 'step') {
        steps.push(event.id);
        reach(event);
      }
      if (event.type === 'failure') open();
      if (event.type === 'end') throw new UsageError(noSuchStep(run, name, steps));
    },
    release: () => sink.release(),
    finish: () => sink.finish(),
    discard: () => sink.discard(),
  };
}

/** What to say of a step that a run does not have. */
export function noSuchStep(run: string, name: StepName, steps: readonly string[]): string {
  if (steps.length === 0) return `${run} has no steps`;
  if (typeof name === 'number') return `${run} has steps 1 to ${steps.length}, not ${name}`;
  return `${run} has no step '${name}'${suggestion(name, steps, steps)}`;
}
