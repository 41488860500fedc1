import { Chalk } from 'chalk';
import type { TranscriptEvent } from '../lab/transcript.ts';
import { terminalView, type WireDetail } from '../report/index.ts';
import { KeyAborted, readKey } from './keys.ts';
import type { Stop } from './signals.ts';
import { screen } from './terminal.ts';

/** Pauses before steps and shows the last one again in more detail on demand. */
export interface Stepper {
  take(event: TranscriptEvent): void;
  beforeStep(step: number, title: string): Promise<void>;
}

/** A stepper where `--step` was given and somebody sits before a terminal to press keys. */
export function stepper(
  options: { readonly step?: number | true },
  look: { readonly color?: boolean },
  stop: Stop,
): Stepper | undefined {
  if (options.step === undefined || !process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const { colour, width } = screen(look);
  const from = options.step === true ? 1 : options.step;
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  let scenario: TranscriptEvent | undefined;
  let lastStep: TranscriptEvent[] = [];

  const showAgain = (wire: WireDetail) => {
    const view = terminalView({ wire, colour, width });
    if (scenario) view.write(scenario);
    process.stdout.write(lastStep.map((event) => view.write(event)).join(''));
  };

  return {
    take(event) {
      if (event.type === 'scenario') scenario = event;
      if (event.type === 'scenario' || event.type === 'step') lastStep = [];
      if (event.type !== 'scenario') lastStep.push(event);
    },
    async beforeStep(step, title) {
      if (step < from) return;
      const again = lastStep.length > 0 ? ' · d more detail · h hex' : '';
      for (;;) {
        process.stdout.write(chalk.dim(`  Step ${step}, ${title}: Enter next${again} · q quit `));
        const keys = again ? ['\n', 'n', 'd', 'h', 'q'] : ['\n', 'n', 'q'];
        const key = await readKey(keys, stop.signal).finally(() => process.stdout.write('\n'));
        if (key === 'q') {
          stop.because('quit');
          throw new KeyAborted('the run was left');
        }
        if (key === '\n' || key === 'n') return;
        showAgain(key === 'h' ? 'hex' : 'full');
      }
    },
  };
}
