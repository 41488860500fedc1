import { groupTitle, readGroups, scenariosInOrder } from '../../content/groups.ts';
import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import { UsageError } from '../ending/exit.ts';
import { groupCalled } from './meant-group.ts';
import { suggestion } from './nearest.ts';

/** A word means several scenarios, and one is wanted. */
export class SeveralMeant extends UsageError {
  /** As it was typed. */
  readonly word: string;
  readonly entries: readonly CatalogueEntry[];
  /** What they have in common: the title of their group, or what was typed. */
  readonly title: string;

  constructor(word: string, title: string, entries: readonly CatalogueEntry[]) {
    const ids = entries.map(({ id }) => id);
    super(`'${word}' may mean ${ids.length} scenarios; there are: ${ids.join(', ')}`);
    this.word = word;
    this.title = title;
    this.entries = entries;
  }
}

/**
 * The scenario that a word means: by its id, a draft too; by its name within its group, if no other is called
 * so; by its group or another word for that, if it has one scenario; by a part of its id in whole words.
 *
 * @param say is told how a word was taken that is no id
 * @throws SeveralMeant if it may mean several
 * @throws UsageError with the nearest word if it means none
 */
export async function meantScenario(
  catalogue: readonly CatalogueEntry[],
  word: string,
  say: (text: string) => void,
): Promise<CatalogueEntry> {
  const typed = word.toLowerCase();
  const exact = catalogue.find(({ id }) => id === typed);
  if (exact) return exact;
  const groups = await readGroups();
  const finished = scenariosInOrder(
    groups,
    catalogue.filter(({ draft }) => !draft),
  );
  const group = groupCalled(word, groups);
  const named = finished.filter(({ name }) => name === inWords(typed));
  const ofGroup = named.length === 1 ? named : finished.filter((each) => each.group === group?.id);
  const entries = ofGroup.length > 0 ? ofGroup : finished.filter(({ id }) => holds(id, typed));
  const [only, ...others] = entries;
  if (only !== undefined && others.length === 0) {
    say(`'${word}' is taken as ${only.id}`);
    return only;
  }
  if (only !== undefined) {
    const title = ofGroup.length > 0 ? groupTitle(groups, only.group) : `Scenarios of '${word}'`;
    throw new SeveralMeant(word, title, entries);
  }
  if (group !== undefined) {
    throw new UsageError(`there is no scenario of '${group.id}' (${group.title}) yet`);
  }
  const known = finished.map(({ id }) => id);
  const words = [...known, ...groups.flatMap(({ id, words: others }) => [id, ...others])];
  throw new UsageError(`there is no scenario '${word}'${suggestion(word, words, [])}`);
}

/** Whether a part of an id, in whole words, was typed: `jitter` or `retry jitter` of `res-retry-jitter`. */
function holds(id: string, typed: string): boolean {
  const part = inWords(typed);
  return part !== '' && `-${id}-`.includes(`-${part}-`);
}

/** A word as ids have it: `lost update` is `lost-update`. */
function inWords(typed: string): string {
  return typed.trim().replaceAll(/[\s_]+/g, '-');
}
