import { type Dialogue, keyDialogue, lineDialogue } from '../../dialogue/index.ts';
import type { Stop } from '../ending/signals.ts';
import { type Asking, canAsk } from './can-ask.ts';
import { screen } from './terminal.ts';

export type { Asking };

/**
 * A dialogue with who sits before the terminal; none if standard input or output is no terminal
 * or nobody wants to be asked. Who opens it closes it.
 */
export function openDialogue(asking: Asking, stop: Stop): Dialogue | undefined {
  const { stdin, stdout } = process;
  if (!canAsk(asking)) return undefined;
  const { colour, plain } = screen(asking);
  const place = { stdin, stdout, colour, left: stop.signal };
  return plain ? lineDialogue(place) : keyDialogue(place);
}
