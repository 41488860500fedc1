import type { Command, Option } from 'commander';

/** Where on a command line the cursor stands. */
export interface Cursor {
  /** The command that the words before the cursor lead to. */
  readonly command: Command;
  /** The arguments of that command that are there already. */
  readonly given: readonly string[];
  /** The option whose value the word before the cursor asks for. */
  readonly awaiting: Option | undefined;
}

/** Follows the words before the cursor to the command that they name. */
export function cursorAfter(program: Command, before: readonly string[]): Cursor {
  let command = program;
  let awaiting: Option | undefined;
  const given: string[] = [];
  for (const word of before) {
    const isValue = awaiting?.required || (awaiting?.optional && !word.startsWith('-'));
    awaiting = undefined;
    if (isValue) continue;
    if (word.startsWith('-')) {
      awaiting = optionWithValue(command, word);
      continue;
    }
    const further = command.commands.find((each) => each.name() === word);
    if (further && given.length === 0) command = further;
    else given.push(word);
  }
  return { command, given, awaiting };
}

/** The option of that long or short name, if it is one that takes a value. */
export function optionWithValue(command: Command, name: string): Option | undefined {
  return lineage(command)
    .flatMap(({ options }) => options)
    .find(({ long, short, required, optional }) => {
      return (name === long || name === short) && (required || optional);
    });
}

/** A command, then the one that it belongs to, up to the program: the options of each may be given. */
export function lineage(command: Command): readonly Command[] {
  return command.parent ? [command, ...lineage(command.parent)] : [command];
}
