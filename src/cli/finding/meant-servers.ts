import { readGroups } from '../../content/groups.ts';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { servedAs, servedWords } from '../../lab/catalogue/servers.ts';
import { UsageError } from '../ending/exit.ts';
import { groupCalled } from './meant-group.ts';
import { suggestion } from './nearest.ts';

/** The scenario whose servers a group, a scenario or a word of theirs means. @throws UsageError if none does */
export async function meantServers(word: string | undefined): Promise<CatalogueEntry> {
  const catalogue = await readCatalogue({ drafts: true });
  const finished = catalogue.filter(({ draft }) => !draft);
  const words = servedWords(finished);
  if (word === undefined) {
    throw new UsageError(`name a group or a scenario to serve; there are: ${words.join(', ')}`);
  }
  const group = groupCalled(word, await readGroups());
  const entry =
    servedAs(group?.id ?? word, finished, group?.serve) ??
    catalogue.find(({ id, isServed }) => isServed && id === word);
  if (entry === undefined) {
    const own = finished.find(({ id }) => id === word);
    const near = words.find((each) => each === own?.group);
    if (near) throw new UsageError(`'${word}' has no server of its own: apilab serve ${near}`);
    throw new UsageError(`'${word}' cannot be served${suggestion(word, words, words)}`);
  }
  return entry;
}
