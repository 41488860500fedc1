import { type Dialogue, ENTER, ESCAPE, type Key } from '../../dialogue/index.ts';
import { printed } from '../../dialogue/look.ts';
import { type Row, rowCells, span, truncate } from '../../text/spans.ts';
import { endAsLeft } from '../ending/leaving.ts';
import type { Stop } from '../ending/signals.ts';
import { openOwnProgress } from '../live/own-progress.ts';
import { type MenuEntry, type MenuPage, mainMenu } from '../screen/menu-entries.ts';
import { type Asking, seat } from '../screen/open-dialogue.ts';

/**
 * `apilab` alone: what can be done, the next sensible thing first.
 *
 * @returns the command line that was chosen, without the program's name; nothing where the person left.
 */
export async function menu(asking: Asking, stop: Stop): Promise<readonly string[] | undefined> {
  const dialogue = seat(asking, stop);
  if (dialogue === undefined) return undefined;
  try {
    return await walkMenu(dialogue, await mainMenu(openOwnProgress().read(), new Date()));
  } catch (error) {
    endAsLeft(error, stop);
    return undefined;
  } finally {
    dialogue.close();
    stop.release();
  }
}

/** Shows a menu, and those behind it, until a command is chosen or the person leaves. */
export async function walkMenu(
  dialogue: Dialogue,
  first: MenuPage,
): Promise<readonly string[] | undefined> {
  const pages: MenuPage[] = [first];
  for (;;) {
    const page = pages.at(-1);
    if (page === undefined) return undefined;
    dialogue.say(printed(menuRows(page, dialogue.width), dialogue));
    const key = await dialogue.ask([
      ...page.entries.map((_, index): Key => ({ key: numeral(index), does: 'choose' })),
      { key: ENTER, does: 'the first', phrase: 'for the first' },
      ...(pages.length > 1 ? [{ key: 'b', does: 'back', phrase: 'to go back' }] : []),
      {
        key: ESCAPE,
        does: pages.length > 1 ? 'back' : 'leave',
        silent: pages.length > 1 || dialogue.plain,
      },
      { key: 'q', does: 'quit' },
    ]);
    const number = key === ENTER ? numeral(0) : key;
    const entry = page.entries.find((_, index) => numeral(index) === number);
    if (key === 'q') return undefined;
    if (key === ESCAPE || key === 'b') pages.pop();
    else if (entry?.kind === 'command') return entry.command;
    else if (entry) pages.push(await entry.open());
  }
}

/** The first nine entries have numbers, the ones after them letters: b is back, q is quit. */
const numerals = '123456789acdefghijklmnoprstuvwxyz';

function numeral(index: number): string {
  return numerals[index] ?? '';
}

function menuRows({ title, entries }: MenuPage, width: number): readonly Row[] {
  const labels = entries.map(({ label }, index) => `  ${numeral(index)}  ${label}`);
  const column = Math.max(...labels.map((label) => label.length)) + 3;
  const beside = entries.every((entry) => column + commandOf(entry).length <= width);
  const rows = entries.flatMap((entry, index): readonly Row[] => {
    const label = labels[index] ?? '';
    const command = span(commandOf(entry), 'dim');
    if (beside) return [[span(label.padEnd(column)), command]];
    return [[span(label)], [span('       '), command]];
  });
  return [
    [],
    [span(`  ${title}`, 'strong')],
    [],
    ...rows.map((row) => (rowCells(row) > width ? truncate(row, width) : row)),
    [],
  ];
}

function commandOf(entry: MenuEntry): string {
  return entry.kind === 'command' ? `apilab ${entry.command.join(' ')}` : `apilab ${entry.shape}`;
}
