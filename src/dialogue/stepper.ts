import { isStep, type StepName } from '../lab/record/step-name.ts';
import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { terminalView, type WireDetail } from '../report/index.ts';
import { span } from '../text/spans.ts';
import { type Dialogue, ENTER, type Key, Left } from './dialogue.ts';
import { printed, said } from './look.ts';

/** Pauses before the steps of a run, and shows the last one again in more detail on demand. */
export interface Stepper {
  /** Takes what is shown of the run. */
  take(event: TranscriptEvent): void;
  /** @throws Left when the run is left. */
  beforeStep(step: number, title: string, id: string): Promise<void>;
}

export interface StepperOptions {
  /** The step to pause from. */
  readonly from: StepName;
  /** Ends the run: `q` was pressed, or nobody is there any more. */
  readonly leave: () => void;
}

/** A stepper whose pauses are ended by keys. */
export function stepper(dialogue: Dialogue, { from, leave }: StepperOptions): Stepper {
  let scenario: TranscriptEvent | undefined;
  let reached = false;
  let lastStep: TranscriptEvent[] = [];

  const showAgain = (wire: WireDetail) => {
    const { colour, width, plain } = dialogue;
    const view = terminalView({ wire, colour, width, plain });
    if (scenario) view.write(scenario);
    dialogue.say(lastStep.map((event) => view.write(event)).join('') + view.release());
  };

  const pause = async (title: string, keys: readonly Key[]): Promise<string | undefined> => {
    dialogue.say(printed([[], ...said([span(title)], dialogue)], dialogue));
    const key = await dialogue.ask(keys);
    if (key === 'q') throw new Left('the run was left');
    return key;
  };

  return {
    take(event) {
      if (event.type === 'scenario') {
        scenario = event;
        reached = false;
      }
      if (event.type === 'step' && isStep(from, event)) reached = true;
      if (event.type === 'scenario' || event.type === 'step') lastStep = [];
      if (event.type !== 'scenario' && reached) lastStep.push(event);
    },
    async beforeStep(next, title, id) {
      if (!reached && !isStep(from, { step: next, id })) return;
      const again: readonly Key[] = [
        { key: 'd', does: 'more detail', phrase: 'for more detail' },
        { key: 'h', does: 'hex', phrase: 'for hex' },
      ];
      const keys: readonly Key[] = [
        { key: ENTER, does: 'next', phrase: 'to go on' },
        { key: 'n', does: 'next', silent: true },
        ...(lastStep.length > 0 ? again : []),
        { key: 'q', does: 'quit' },
      ];
      try {
        for (;;) {
          const key = await pause(`Next, step ${next}: ${title}`, keys);
          if (key === ENTER || key === 'n') return;
          showAgain(key === 'h' ? 'hex' : 'full');
        }
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}
