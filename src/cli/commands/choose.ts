import { treePage } from '../../choose/page.ts';
import { walk } from '../../choose/session.ts';
import { readGroups, scenariosInOrder } from '../../content/groups.ts';
import { readChoice } from '../../content/stored-choice.ts';
import { printed } from '../../dialogue/look.ts';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { endAsLeft } from '../ending/leaving.ts';
import type { Stop } from '../ending/signals.ts';
import { print } from '../output/print.ts';
import type { Asking } from '../screen/can-ask.ts';
import { openChooser } from '../screen/open-chooser.ts';
import { screen } from '../screen/terminal.ts';

/**
 * `apilab choose`: which API style? Without a terminal the whole tree is printed.
 *
 * @returns the command line that was chosen to go on with, if any.
 */
export async function choose(asking: Asking, stop: Stop): Promise<readonly string[] | undefined> {
  const first = await readChoice();
  const catalogue = scenariosInOrder(await readGroups(), await readCatalogue());
  const shownBy = (id: string) => meant(id, catalogue);
  const chooser = await openChooser(asking, stop);
  if (chooser === undefined) {
    const look = screen(asking);
    print(printed(treePage(first, shownBy, look), look));
    return undefined;
  }
  try {
    const scenario = await walk(chooser, first, shownBy);
    return scenario === undefined ? undefined : ['run', scenario];
  } catch (error) {
    endAsLeft(error, stop);
    return undefined;
  } finally {
    chooser.close();
    stop.release();
  }
}

/** The scenario of that id or, if it is not finished, the first one of its group. */
function meant(id: string, catalogue: readonly CatalogueEntry[]): CatalogueEntry {
  const ofGroup = catalogue.filter(({ group }) => id.startsWith(`${group}-`));
  const entry = ofGroup.find((each) => each.id === id) ?? ofGroup[0];
  if (entry === undefined) throw new RangeError(`no scenario shows what ${id} was to show`);
  return entry;
}
