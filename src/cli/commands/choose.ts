import { treePage } from '../../choose/page.ts';
import { walk } from '../../choose/session.ts';
import { whichStyle } from '../../choose/tree.ts';
import { printed } from '../../dialogue/look.ts';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { endAsLeft } from '../ending/leaving.ts';
import type { Stop } from '../ending/signals.ts';
import { findScenario } from '../finding/find-scenario.ts';
import { print } from '../output/print.ts';
import { type Asking, seat } from '../screen/open-dialogue.ts';
import { screen } from '../screen/terminal.ts';

/**
 * `apilab choose`: which API style? Without a terminal the whole tree is printed.
 *
 * @returns the command line that was chosen to go on with, if any.
 */
export async function choose(asking: Asking, stop: Stop): Promise<readonly string[] | undefined> {
  const catalogue = await readCatalogue();
  const shownBy = (id: string) => findScenario(catalogue, id);
  const dialogue = seat(asking, stop);
  if (dialogue === undefined) {
    const look = screen(asking);
    print(printed(treePage(whichStyle, shownBy, look), look));
    return undefined;
  }
  try {
    const scenario = await walk(dialogue, whichStyle, shownBy);
    return scenario === undefined ? undefined : ['run', scenario];
  } catch (error) {
    endAsLeft(error, stop);
    return undefined;
  } finally {
    dialogue.close();
    stop.release();
  }
}
