import { ENTER, type Key, Left } from '../dialogue/index.ts';
import type { TranscriptEvent } from '../lab/transcript.ts';
import { terminalView, type WireDetail } from '../report/index.ts';
import { type Asking, seat } from './seat.ts';
import type { Stop } from './signals.ts';

/** Pauses before steps and shows the last one again in more detail on demand. */
export interface Stepper {
  take(event: TranscriptEvent): void;
  beforeStep(step: number, title: string): Promise<void>;
  /** Gives the terminal back. */
  close(): void;
}

/** A stepper where `--step` was given and somebody sits before a terminal to press keys. */
export function stepper(
  options: { readonly step?: number | true },
  asking: Asking,
  stop: Stop,
): Stepper | undefined {
  if (options.step === undefined) return undefined;
  const dialogue = seat(asking, stop);
  if (dialogue === undefined) return undefined;
  const from = options.step === true ? 1 : options.step;
  let scenario: TranscriptEvent | undefined;
  let lastStep: TranscriptEvent[] = [];

  const showAgain = (wire: WireDetail) => {
    const { colour, width, plain } = dialogue;
    const view = terminalView({ wire, colour, width, plain });
    if (scenario) view.write(scenario);
    dialogue.say(lastStep.map((event) => view.write(event)).join(''));
  };

  return {
    take(event) {
      if (event.type === 'scenario') scenario = event;
      if (event.type === 'scenario' || event.type === 'step') lastStep = [];
      if (event.type !== 'scenario') lastStep.push(event);
    },
    async beforeStep(step, title) {
      if (step < from) return;
      const again: readonly Key[] =
        lastStep.length > 0
          ? [
              { key: 'd', does: 'more detail' },
              { key: 'h', does: 'hex' },
            ]
          : [];
      for (;;) {
        dialogue.say(`\n  Next, step ${step}: ${title}\n`);
        const key = await dialogue.ask([
          { key: ENTER, does: 'next' },
          { key: 'n', does: 'next', silent: true },
          ...again,
          { key: 'q', does: 'quit' },
        ]);
        if (key === 'q') {
          stop.because('quit');
          throw new Left('the run was left');
        }
        if (key === ENTER || key === 'n') return;
        showAgain(key === 'h' ? 'hex' : 'full');
      }
    },
    close: () => dialogue.close(),
  };
}
