import { type Command, CommanderError } from 'commander';
import { commands, general } from './command-line.ts';
import { exit } from './ending/exit.ts';
import { stopOnSignals } from './ending/signals.ts';
import { canAsk } from './screen/can-ask.ts';

/** Lets every command throw its errors, after telling which command it was. */
function throwErrors(command: Command, onRefusal: (refusing: Command) => void): void {
  command.exitOverride((error) => {
    onRefusal(command);
    throw error;
  });
  for (const each of command.commands) throwErrors(each, onRefusal);
}

/** Runs the program and sets the exit code. */
export async function run(argv: readonly string[]): Promise<void> {
  const [runtime = '', script = '', ...words] = argv;
  let next: readonly string[] | undefined = words;
  while (next !== undefined) next = await runOnce([runtime, script], next);
  // What it came to is known: a signal from here on changes nothing of it.
  process.exitCode ??= exit.ok;
}

/** @returns the command line that a person chose to go on with, if any. */
async function runOnce(
  program: readonly string[],
  words: readonly string[],
): Promise<readonly string[] | undefined> {
  let goOn: readonly string[] | undefined;
  const apilab = commands((command) => {
    goOn = command;
  }, words);
  let refusing = apilab;
  throwErrors(apilab, (command) => {
    refusing = command;
  });
  try {
    if (words.every((word) => general.includes(word))) goOn = await alone(apilab, words);
    else if (/^complete(-bash)?$/.test(words[0] ?? '')) await tellShell(apilab, words);
    else await apilab.parseAsync([...program, ...withoutVainHelp(apilab, words)]);
  } catch (error) {
    process.exitCode = isHelp(error) ? helpCode(error) : await tell(error, refusing);
  }
  // What was said of colour and of asking holds for what comes next.
  return goOn && [...words.filter((word) => general.includes(word)), ...goOn];
}

/** `help foo` is read as `foo` if there is no such command: the error for it says more than all the help. */
function withoutVainHelp(apilab: Command, words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => !general.includes(word));
  const command = words[at] === 'progress' ? named(apilab, 'progress') : apilab;
  const help = command === apilab ? at : at + 1;
  const asked = words[help + 1];
  const isVain =
    words[help] === 'help' &&
    asked !== undefined &&
    !asked.startsWith('-') &&
    asked !== 'help' &&
    named(command, asked) === undefined;
  return isVain ? words.toSpliced(help, 1) : words;
}

function named(command: Command | undefined, name: string): Command | undefined {
  return command?.commands.find((each) => each.name() === name);
}

/** `apilab` alone: the menu if somebody sits before a terminal, else help. */
async function alone(
  apilab: Command,
  words: readonly string[],
): Promise<readonly string[] | undefined> {
  const asking = {
    color: !words.includes('--no-color'),
    input: !words.includes('--no-input'),
    accessible: words.includes('--accessible'),
  };
  if (!canAsk(asking)) {
    apilab.outputHelp();
    return undefined;
  }
  return (await import('./commands/menu.ts')).menu(asking, stopOnSignals());
}

/** Answers the script of `apilab completion`. The words are a line half typed, so Commander reads none. */
async function tellShell(apilab: Command, [asked, ...words]: readonly string[]): Promise<void> {
  const { complete, completeBash } = await import('./commands/completion.ts');
  await (asked === 'complete' ? complete : completeBash)(apilab, words);
}

/** What it takes to tell of an error is loaded when there is one. */
async function tell(error: unknown, refusing: Command): Promise<number> {
  const { report } = await import('./ending/failure.ts');
  if (!(error instanceof CommanderError)) return report(error);
  const { CommandLineError } = await import('./ending/command-line-error.ts');
  return report(new CommandLineError(refusing, error));
}

/** True if help or the version was printed, and there is no more to tell. */
function isHelp(error: unknown): error is CommanderError {
  return (
    error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help')
  );
}

/** Help that nobody asked for stands in for an error. */
function helpCode({ exitCode }: CommanderError): number {
  return exitCode === 0 ? exit.ok : exit.usage;
}
