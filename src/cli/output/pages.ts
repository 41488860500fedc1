import { ENTER } from '../../dialogue/index.ts';
import type { Stop } from '../ending/signals.ts';
import { type Asking, openDialogue } from '../screen/open-dialogue.ts';
import { screen } from '../screen/terminal.ts';
import { print } from './print.ts';

/** Rows of a screen that a page leaves free: the line of keys and the cursor's. */
const ROWS_LEFT = 2;

/** Prints a text that may be longer than the screen, in pages if somebody is there to turn them. */
export async function printInPages(text: string, asking: Asking, stop: Stop): Promise<void> {
  const lines = text.trimEnd().split('\n');
  const rows = (process.stdout.rows ?? 24) - ROWS_LEFT;
  // Who listens to the screen has the lines in their order already.
  const isLong = lines.length > rows + 1 && !screen(asking).plain;
  const dialogue = isLong ? openDialogue(asking, stop) : undefined;
  if (dialogue === undefined) return print(`${lines.join('\n')}\n`);
  try {
    for (let at = 0; at < lines.length; at += rows) {
      dialogue.say(`${lines.slice(at, at + rows).join('\n')}\n`);
      if (at + rows >= lines.length) return;
      const more = { key: ENTER, does: 'more', phrase: 'for more' };
      const key = await dialogue.ask([more, { key: 'q', does: 'quit' }]);
      if (key !== ENTER) return;
    }
  } finally {
    dialogue.close();
  }
}
