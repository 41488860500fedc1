import type { Chooser } from '../../dialogue/index.ts';
import { endAsLeft } from '../ending/leaving.ts';
import type { Stop } from '../ending/signals.ts';
import { openOwnProgress } from '../live/own-progress.ts';
import type { Asking } from '../screen/can-ask.ts';
import { mainMenu, pageOf } from '../screen/menu-entries.ts';
import { commandOf, type MenuEntry, type MenuPage } from '../screen/menu-entry.ts';
import { openChooser } from '../screen/open-chooser.ts';

/**
 * `apilab` alone: what can be done, the next sensible thing first. Of a command that was typed without
 * saying what of it is meant, such as `apilab run`, what there is; of a word that may mean several things, those.
 *
 * @param asked the word that was typed, one that `pageOf` knows, or a page
 * @returns the command line that was chosen, without the program's name; nothing if the person left
 */
export async function menu(
  asking: Asking,
  stop: Stop,
  asked?: string | MenuPage,
): Promise<readonly string[] | undefined> {
  const chooser = await openChooser(asking, stop);
  if (chooser === undefined) return undefined;
  try {
    const first =
      typeof asked === 'object'
        ? asked
        : asked === undefined
          ? await mainMenu(openOwnProgress().read(), new Date())
          : await pageOf(asked);
    return await walkMenu(chooser, first);
  } catch (error) {
    endAsLeft(error, stop);
    return undefined;
  } finally {
    chooser.close();
    stop.release();
  }
}

/** Shows a menu, and those behind it, until a command is chosen or the person leaves. */
export async function walkMenu(
  chooser: Chooser,
  first: MenuPage,
): Promise<readonly string[] | undefined> {
  const pages: MenuPage[] = [first];
  for (;;) {
    const page = pages.at(-1);
    if (page === undefined) return undefined;
    const { title, entries, find } = page;
    const chosen = await chooser.choose({
      title,
      choices: entries.map(asChoice),
      ...(find && { find: (typed: string) => find(typed).map(asChoice) }),
      hasBack: pages.length > 1,
    });
    if (chosen.what === 'leave') return undefined;
    if (chosen.what === 'back') {
      pages.pop();
      continue;
    }
    const entry = chosen.value;
    if (entry.kind === 'page') {
      pages.push(await entry.open());
      continue;
    }
    chooser.say(`${commandOf(entry)}\n`);
    return entry.command;
  }
}

const asChoice = (entry: MenuEntry) => ({
  label: entry.label,
  beside: commandOf(entry),
  value: entry,
  ...(entry.key !== undefined && { key: entry.key }),
});
