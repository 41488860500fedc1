import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { excerptOf, type StepChoice } from '../../report/excerpt/step-choice.ts';
import { UsageError } from '../ending/exit.ts';
import { noSuchStep } from './held-until-step.ts';
import type { Sink } from './sinks.ts';

/**
 * Tells only the steps that were chosen, and nothing until all of them were met, so that nothing is
 * printed if one is not there. A run that fails before is told as far as it came.
 *
 * @throws UsageError from `take` at the end of a run without them, with the steps there are.
 */
export function onlySteps(choice: StepChoice, sink: Sink): Sink {
  const excerpt = excerptOf(choice);
  let held: TranscriptEvent[] = [];
  let steps: string[] = [];
  let isOpen = false;
  let run = '';
  return {
    take(event) {
      if (event.type === 'scenario') {
        [run, held, steps, isOpen] = [event.id, [], [], false];
      }
      if (event.type === 'step') steps.push(event.id);
      const isChosen = excerpt.takes(event);
      const missing = excerpt.missing()[0];
      const backwards = excerpt.backwards();
      if (event.type === 'end' && missing !== undefined) {
        throw new UsageError(noSuchStep(run, missing, steps));
      }
      if (backwards !== undefined) {
        const { from, to } = backwards;
        throw new UsageError(`--steps ${from}..${to}: step ${from} comes after step ${to}`);
      }
      if (isChosen) held.push(event);
      isOpen ||= missing === undefined || event.type === 'failure';
      if (isOpen) for (const each of held.splice(0)) sink.take(each);
    },
    release: () => sink.release(),
    finish: () => sink.finish(),
    discard: () => sink.discard(),
  };
}
