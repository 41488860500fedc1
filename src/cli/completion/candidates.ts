import type { Command } from 'commander';
import { type Cursor, cursorAfter, lineage, optionWithValue } from './cursor.ts';
import { anyFile, argumentsOf, type Candidate, valuesOf } from './offers.ts';

/**
 * What fits at the end of a command line; `anyFile` at most if nothing else does.
 *
 * @param words what stands behind the program's name; the last one is what was typed so far, maybe empty
 */
export async function candidates(
  program: Command,
  words: readonly string[],
): Promise<readonly Candidate[]> {
  const typed = words.at(-1) ?? '';
  const cursor = cursorAfter(program, words.slice(0, -1));
  const [start = ''] = /^--[^=]+=/.exec(typed) ?? [];
  const offered = await (start === ''
    ? offeredAt(cursor, typed)
    : valuesOf(optionWithValue(cursor.command, start.slice(0, -1)), cursor.given));
  const fitting = offered
    .filter((each) => each !== anyFile)
    .map(({ word, about }) => ({ word: start + word, about }))
    .filter(({ word }) => word.startsWith(typed));
  return fitting.length === 0 ? offered.filter((each) => each === anyFile) : fitting;
}

async function offeredAt(cursor: Cursor, typed: string): Promise<readonly Candidate[]> {
  const { command, given, awaiting } = cursor;
  const isOption = typed.startsWith('-');
  if (awaiting?.required || (awaiting && !isOption)) return valuesOf(awaiting, given);
  if (isOption) return optionsOf(command, typed);
  if (command.commands.length > 0) return commandsOf(command, given);
  const offered = await argumentsOf(command, given.length);
  return offered.filter(({ word }) => !given.includes(word));
}

/** The commands of a command; `help` takes the name of one. */
function commandsOf(command: Command, given: readonly string[]): readonly Candidate[] {
  if (given.length > 0 && given.join(' ') !== 'help') return [];
  return command
    .createHelp()
    .visibleCommands(command)
    .map((each) => ({ word: each.name(), about: each.description() }));
}

/** The options that a command takes, by their long names, or the one whose short name was typed. */
function optionsOf(command: Command, typed: string): readonly Candidate[] {
  const abouts = new Map(
    lineage(command)
      .flatMap((each) => each.createHelp().visibleOptions(each))
      .map(({ long, short, description }) => [short === typed ? short : long, description]),
  );
  return [...abouts].flatMap(([word, about]) => (word ? [{ word, about }] : []));
}
