import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';

/**
 * The scenarios that a command line names, `sse` or `sse/replay`, drafts too; all of them if it names
 * none.
 *
 * @throws RangeError for a word that names none.
 */
export async function askedScenarios(words: readonly string[]): Promise<readonly CatalogueEntry[]> {
  const all = await readCatalogue({ drafts: true });
  if (words.length === 0) return all;
  return words.flatMap((word) => {
    const [group, name] = word.split('/');
    const meant = all.filter(
      (entry) => entry.group === group && (name === undefined || entry.name === name),
    );
    if (meant.length === 0) throw new RangeError(`there is no scenario ${word}`);
    return meant;
  });
}
