import { firstScenario } from '../../content/start.ts';
import { type CatalogueEntry, loadScenario, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import type { Scenario } from '../../lab/scenario/scenario.ts';
import { UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { sayBeside } from '../output/say-beside.ts';
import { isFile, loadUserScenario } from '../own-scenario/user-scenario.ts';
import { findGroup } from './find-group.ts';
import { meantGroup } from './meant-group.ts';
import { meantScenario } from './meant-scenario.ts';
import { suggestion } from './nearest.ts';

/** A scenario that is to be played, loaded when its turn comes. */
export interface Chosen {
  readonly entry: CatalogueEntry;
  readonly load: () => Promise<Scenario>;
  /** The file of the user's own that it comes from, as it was typed. */
  readonly file?: string;
}

/**
 * The scenarios that a command line means: by id, drafts too, or from files of the user's own; those of
 * a group, or all.
 *
 * @throws UsageError if none is meant or there is none of that name
 */
export async function chosenScenarios(
  ids: readonly string[],
  options: { readonly all?: boolean; readonly group?: string },
  stop: Stop,
): Promise<readonly Chosen[]> {
  const catalogue = await readCatalogue({ drafts: true });
  const finished = catalogue.filter(({ draft }) => !draft);
  const ours = (entry: CatalogueEntry): Chosen => ({ entry, load: () => loadScenario(entry) });
  if (options.all) return finished.map(ours);
  if (options.group) return findGroup(finished, await meantGroup(options.group)).map(ours);
  if (ids.length === 0) {
    throw new UsageError(
      `name a scenario, such as ${firstScenario()}, or say --group or --all (see: apilab list)`,
    );
  }
  const chosen: Chosen[] = [];
  for (const id of ids) {
    if (!isFile(id)) {
      chosen.push(ours(await meantScenario(catalogue, id, sayBeside)));
      continue;
    }
    const { entry, scenario } = await loadUserScenario(id, stop);
    chosen.push({ entry, load: async () => scenario, file: id });
  }
  return chosen;
}

/** The variants that are to be played. @throws UsageError if there is none of that name. */
export function variantsOf(
  entry: CatalogueEntry,
  options: { readonly compare?: boolean; readonly variant?: string },
): readonly string[] {
  const names = Object.keys(entry.variants);
  if (options.compare) return names;
  const name = options.variant ?? names[0] ?? '';
  if (names.includes(name)) return [name];
  throw new UsageError(`${entry.id} has no variant '${name}'${suggestion(name, names)}`);
}
