import type { Command, CommanderError } from 'commander';

/** What Commander refuses, told in our own words. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
  readonly code: string;

  /** @param command the command that was typed */
  constructor(command: Command, cause: CommanderError) {
    super(inOurWords(command, cause), { cause });
    this.code = cause.code;
  }
}

function inOurWords(command: Command, { code, message }: CommanderError): string {
  const text = message.replace(/^error: /, '');
  const name = nameOf(command);
  const [first = '', second = '', reason = ''] = quoted(text);
  switch (code) {
    case 'commander.unknownCommand':
      return `there is no command '${first}'${meant(text) ?? `; ${name} --help lists what there is`}`;
    case 'commander.unknownOption':
      return `unknown option '${first}'${meant(text) ?? `; ${name} --help lists what there is`}`;
    case 'commander.excessArguments':
      return tooMany(command);
    case 'commander.missingArgument':
      return `${short(command)} needs ${withArticle(first)}: ${name} <${first}>`;
    case 'commander.optionMissingArgument':
      return `${long(first)} needs a value: ${long(first)} ${first.replace(/^.* /, '')}`;
    case 'commander.missingMandatoryOptionValue':
      return `${short(command)} needs ${first}`;
    case 'commander.conflictingOption':
      return `${long(first)} and ${long(second)} do not go together`;
    case 'commander.invalidArgument':
      return text.startsWith('option ')
        ? `${long(first)} ${isNot(reason, second)}`
        : `the ${second} ${isNot(reason, first)}`;
    default:
      return text;
  }
}

/** The two values that a message quotes first, and its last sentence: what a value has to be. */
function quoted(text: string): readonly string[] {
  const [, first, second] = /'(.*?)'(?:[^']*'(.*)')?/s.exec(text) ?? [];
  return [first ?? '', second ?? '', /'[^']*\. (.*)\.$/s.exec(text)?.[1] ?? ''];
}

/** `is a whole number from 1 to 600, not 0`, of `It is a whole number from 1 to 600`. */
function isNot(reason: string, typed: string): string {
  const choices = reason.replace(/^Allowed choices are /, '').split(', ');
  const is = reason.startsWith('It is ')
    ? reason.slice('It is '.length)
    : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  return `is ${is}, not ${typed === '' ? "''" : typed}`;
}

/** What Commander takes for meant, if anything. */
function meant(text: string): string | undefined {
  const [, words] = /\n\(Did you mean (?:one of )?(.+)\?\)$/.exec(text) ?? [];
  return words && `; did you mean '${words.replaceAll(', ', "' or '")}'?`;
}

function tooMany(command: Command): string {
  const most = command.registeredArguments.length;
  const words = ['no word', 'one word'][most] ?? `${most} words`;
  return `${short(command)} takes ${words} after it; leave out '${command.args.slice(most).join(' ')}'`;
}

/** `apilab progress import`. */
function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

/** `progress import`; of the program itself, `apilab`. */
function short(command: Command): string {
  return command.parent ? nameOf(command).replace(/^\S+ /, '') : command.name();
}

/** `--output`, of `-o, --output <file>`. */
function long(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
