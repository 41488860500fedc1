import { type Command, InvalidArgumentError, Option } from 'commander';
import type { StepName } from '../../lab/record/step-name.ts';
import { readStepChoice, type StepChoice } from '../../report/excerpt/step-choice.ts';
import { fileEndings } from '../output/file-forms.ts';

/** Collects `--set key=value`, which may be given several times. */
export function keyValue(text: string, former: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It is written key=value.');
  return { ...former, [text.slice(0, at)]: text.slice(at + 1) };
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('It is a whole number of 0 or more.');
  }
  return value;
}

/** A step, by its number or its id. Which ones there are is known once the scenario is played. */
export function stepName(text: string): StepName {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  if (/^[a-z][a-z0-9-]*$/.test(text)) return text;
  throw new InvalidArgumentError(
    'It is the number of a step, from 1, or its id, such as catch-up.',
  );
}

/** Steps, by their numbers or ids, and ranges of them. */
function stepChoice(text: string): StepChoice {
  const choice = readStepChoice(text);
  if (choice !== undefined) return choice;
  throw new InvalidArgumentError(
    'It is steps by number or id, such as 1-3, cut,catch-up or receive..catch-up.',
  );
}

export function from1To(most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`It is a whole number from 1 to ${most}.`);
  };
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('It is a port from 0 to 65535.');
  return port;
}

/** `-o`, which may be given several times. */
export const output = () =>
  new Option(
    '-o, --output <file>',
    `also save it, as its name says: ${fileEndings(' ')}; may be given several times`,
  )
    .default([], 'none')
    .argParser((file: string, former: readonly string[]) => [...former, file]);

/** `-o` of what is read outside the terminal. */
export const documentOutput = (what: string) =>
  new Option('-o, --output <file>', `${what}, as its name says: .html .md`)
    .default([], 'none')
    .argParser((file: string, former: readonly string[]) => [...former, file])
    .conflicts(['list', 'json']);

/** `--steps`. */
export const steps = () =>
  new Option(
    '--steps <steps>',
    'only these steps, in files too: 1-3, cut,catch-up or receive..catch-up',
  )
    .argParser(stepChoice)
    .conflicts('step');

/** `--wire`. */
export const wire = () =>
  new Option('--wire <detail>', 'how much of the wire is shown')
    .choices(['brief', 'full', 'hex'])
    .default('brief');

/** An empty one would be every address of the machine. */
function listenHost(typed: string): string {
  if (typed.trim() === '') throw new InvalidArgumentError('It is an address or a name.');
  return typed;
}

/** Adds the options that `serve` and `tap` share; each listens on a port of its own by default. */
export function withLiveOptions(command: Command, port: number): Command {
  return command
    .option('--port <n>', 'where to listen; 0 takes any free port', portNumber, port)
    .option('--host <address>', 'the address to listen on', listenHost, '127.0.0.1')
    .addOption(
      new Option(
        '--fault <kind[:key=value,...]>',
        'arm a fault, such as drop-response; help lists them; may be given several times',
      )
        .default([], 'none')
        .argParser((fault: string, former: readonly string[]) => [...former, fault]),
    )
    .option('--show-secrets', 'show and save credentials as they are; masked by default')
    .option('--seed <n>', 'seed for everything random', wholeNumber, 1)
    .addOption(wire())
    .addOption(
      new Option('--format <format>', 'what is printed')
        .choices(['pretty', 'ndjson'])
        .default('pretty'),
    )
    .addOption(output());
}
