import { type Chooser, lineDialogue, sentenceChooser } from '../../dialogue/index.ts';
import type { Stop } from '../ending/signals.ts';
import { type Asking, canAsk } from './can-ask.ts';
import { screen } from './terminal.ts';

/**
 * Lists to choose from, for who sits before the terminal; none if standard input or output is no
 * terminal or nobody wants to be asked. Who opens it closes it.
 */
export async function openChooser(asking: Asking, stop: Stop): Promise<Chooser | undefined> {
  const { stdin, stdout } = process;
  if (!canAsk(asking)) return undefined;
  const { colour, plain } = screen(asking);
  if (plain) {
    return sentenceChooser(lineDialogue({ stdin, stdout, colour, left: stop.signal }));
  }
  const { promptChooser } = await import('./prompt-chooser.ts');
  return promptChooser({
    stdin,
    stdout,
    colour,
    width: () => screen(asking).width,
    left: stop.signal,
    onInterrupt: () => stop.because('SIGINT'),
  });
}
