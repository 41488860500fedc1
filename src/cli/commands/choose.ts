import { printed } from '../../dialogue/look.ts';
import { readCatalogue } from '../../lab/catalogue.ts';
import { treePage } from '../../learn/choose/page.ts';
import { walk } from '../../learn/choose/session.ts';
import { whichStyle } from '../../learn/choose/tree.ts';
import { findScenario } from '../find-scenario.ts';
import { endAsLeft } from '../leaving.ts';
import { print } from '../print.ts';
import { type Asking, seat } from '../seat.ts';
import type { Stop } from '../signals.ts';
import { screen } from '../terminal.ts';

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
