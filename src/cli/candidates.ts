import type { Command, Option } from 'commander';
import { type CatalogueEntry, readCatalogue } from '../lab/catalogue.ts';
import { servedGroups } from '../lab/live-catalogue.ts';
import { groupTitle } from './group-titles.ts';

/** A word that may stand at the cursor. */
export interface Candidate {
  readonly word: string;
  /** What it is, a few words; may be empty. */
  readonly about: string;
}

/**
 * The words that fit at the end of a command line.
 *
 * @param words what stands behind the program's name; the last one is what was typed so far, maybe empty
 */
export async function candidates(
  program: Command,
  words: readonly string[],
): Promise<readonly Candidate[]> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const name = before.find((word) => !word.startsWith('-'));
  const command = program.commands.find((each) => each.name() === name);
  const fitting = await (command === undefined
    ? atTheBeginning(program, typed)
    : within(program, command, typed, before));
  return fitting.filter(({ word }) => word.startsWith(typed));
}

function atTheBeginning(program: Command, typed: string): readonly Candidate[] {
  return typed.startsWith('-') ? optionsOf(program) : commandsOf(program);
}

async function within(
  program: Command,
  command: Command,
  typed: string,
  before: readonly string[],
): Promise<readonly Candidate[]> {
  const former = before.at(-1) ?? '';
  const awaiting = command.options.find(({ long, short }) => former === long || former === short);
  if (awaiting && (awaiting.required || awaiting.optional)) {
    const values = await valuesOf(awaiting, before);
    if (awaiting.required || values.length > 0) return values;
  }
  if (typed.startsWith('-')) return [...optionsOf(command), ...optionsOf(program)];
  const further = commandsOf(command);
  return further.length > 0 ? further : argumentsOf(command.name());
}

/** What the arguments of a command may be, where that can be listed. */
async function argumentsOf(command: string): Promise<readonly Candidate[]> {
  switch (command) {
    case 'run':
    case 'show':
      return scenarios(await readCatalogue());
    case 'learn': {
      const catalogue = await readCatalogue();
      return [...groups(catalogue), ...scenarios(catalogue)];
    }
    case 'quiz':
      return groups(await readCatalogue());
    case 'serve':
      return (await servedGroups()).map((word) => ({ word, about: groupTitle(word) }));
    case 'explain': {
      const { knownWords } = await import('../knowledge/index.ts');
      return knownWords().map((word) => ({ word, about: '' }));
    }
    case 'completion': {
      const { shells } = await import('./completion-scripts.ts');
      return shells.map((word) => ({ word, about: '' }));
    }
    default:
      return [];
  }
}

async function valuesOf(option: Option, before: readonly string[]): Promise<readonly Candidate[]> {
  if (option.argChoices) return option.argChoices.map((word) => ({ word, about: '' }));
  switch (option.long) {
    case '--group':
      return groups(await readCatalogue());
    case '--variant': {
      const named = (await readCatalogue()).filter(({ id }) => before.includes(id));
      return named.flatMap(({ variants }) =>
        Object.entries(variants).map(([word, { about }]) => ({ word, about })),
      );
    }
    case '--set': {
      const named = (await readCatalogue()).filter(({ id }) => before.includes(id));
      return named.flatMap(({ params }) =>
        Object.keys(params).map((key) => ({ word: `${key}=`, about: '' })),
      );
    }
    case '--fault': {
      const { faultKindNames } = await import('../tap/index.ts');
      return faultKindNames.map((word) => ({ word, about: '' }));
    }
    default:
      return [];
  }
}

function commandsOf(command: Command): readonly Candidate[] {
  if (command.commands.length === 0) return [];
  return command
    .createHelp()
    .visibleCommands(command)
    .map((each) => ({ word: each.name(), about: each.description() }));
}

function optionsOf(command: Command): readonly Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : []));
}

function scenarios(catalogue: readonly CatalogueEntry[]): readonly Candidate[] {
  return catalogue.map(({ id, title }) => ({ word: id, about: title }));
}

function groups(catalogue: readonly CatalogueEntry[]): readonly Candidate[] {
  return [...new Set(catalogue.map(({ group }) => group))].map((word) => ({
    word,
    about: groupTitle(word),
  }));
}
