import type { Command, Option } from 'commander';
import { groupTitle, readGroups } from '../../content/groups.ts';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';

/** A word that may stand at the cursor. */
export interface Candidate {
  readonly word: string;
  /** What it is, a few words; may be empty. */
  readonly about: string;
}

/** Stands for the name of any file: the shell knows them. */
export const anyFile: Candidate = { word: '', about: '' };

/**
 * What the next argument of a command may be, if that can be listed.
 *
 * @param given how many of its arguments are there already
 */
export async function argumentsOf(command: Command, given: number): Promise<readonly Candidate[]> {
  const last = command.registeredArguments.at(-1);
  const next = command.registeredArguments[given] ?? (last?.variadic ? last : undefined);
  if (next === undefined) return [];
  if (next.argChoices) return plain(next.argChoices);
  switch (command.name()) {
    case 'run':
      return [...scenarios(await readCatalogue()), anyFile];
    case 'show':
      return [...scenarios(await readCatalogue()), anyFile];
    case 'list':
      return [...(await groups(await readCatalogue())), anyFile];
    case 'copy':
      return given === 0 ? scenarios(await readCatalogue()) : [anyFile];
    case 'learn': {
      const catalogue = await readCatalogue();
      return [...(await groups(catalogue)), ...scenarios(catalogue)];
    }
    case 'quiz':
      return groups(await readCatalogue());
    case 'sign':
    case 'serve': {
      const served = (await readCatalogue()).filter(({ isServed }) => isServed);
      return [...(await groups(served)), ...scenarios(served), anyFile];
    }
    case 'explain': {
      const { knownWords } = await import('../../knowledge/index.ts');
      // Several words are one: `explain Not Found`.
      return given === 0 ? plain(knownWords()) : [];
    }
    case 'import':
    case 'new':
    case 'replay':
      return [anyFile];
    default:
      return [];
  }
}

/**
 * What the value of an option may be, if that can be listed.
 *
 * @param given the arguments of its command: the scenarios of `run`, the groups of `quiz`
 */
export async function valuesOf(
  option: Option | undefined,
  given: readonly string[],
): Promise<readonly Candidate[]> {
  if (option?.argChoices) return plain(option.argChoices);
  switch (option?.long) {
    case '--group':
      return groups(await readCatalogue());
    case '--variant': {
      const named = (await readCatalogue({ drafts: true })).filter(({ id }) => given.includes(id));
      const variants = named.flatMap((entry) => Object.entries(entry.variants));
      return variants.map(([word, { about }]) => ({ word, about }));
    }
    case '--diff': {
      const named = (await readCatalogue({ drafts: true })).filter(({ id }) => given.includes(id));
      const naive = named
        .flatMap((entry) => Object.entries(entry.variants))
        .filter(([, { kind }]) => kind === 'naive');
      return naive.map(([word, { about }]) => ({ word, about }));
    }
    case '--set': {
      const named = (await readCatalogue({ drafts: true })).filter(({ id }) => given.includes(id));
      const params = named.flatMap((entry) => Object.entries(entry.params));
      return params.map(([key, { about }]) => ({ word: `${key}=`, about }));
    }
    case '--step':
    case '--steps': {
      const named = (await readCatalogue({ drafts: true })).filter(({ id }) => given.includes(id));
      return named.flatMap(({ steps }) =>
        steps.map(({ id, title }) => ({ word: id, about: title })),
      );
    }
    case '--fault':
      return plain((await import('../../tap/faults/index.ts')).faultKindNames);
    case '--level':
      return plain((await import('../../content/card.ts')).levels);
    case '--topic': {
      const { cardOutlines, filterDeck } = await import('../../content/deck.ts');
      const cards = filterDeck(await cardOutlines(), { groups: given });
      return plain([...new Set(cards.map(({ topic }) => topic))].sort());
    }
    case '--file':
    case '--output':
    case '--proto':
      return [anyFile];
    default:
      return [];
  }
}

function plain(words: readonly string[]): readonly Candidate[] {
  return words.map((word) => ({ word, about: '' }));
}

function scenarios(catalogue: readonly CatalogueEntry[]): readonly Candidate[] {
  return catalogue.map(({ id, title }) => ({ word: id, about: title }));
}

/** The groups of scenarios, with their titles. */
async function groups(catalogue: readonly CatalogueEntry[]): Promise<readonly Candidate[]> {
  const all = await readGroups();
  const ids = [...new Set(catalogue.map(({ group }) => group))];
  return ids.map((word) => ({ word, about: groupTitle(all, word) }));
}
