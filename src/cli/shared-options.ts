import { type Command, Option } from 'commander';
import { fileEndings } from './file-forms.ts';
import { portNumber, wholeNumber } from './option-values.ts';

/** `-o`, which may be given several times. */
export const output = () =>
  new Option(
    '-o, --output <file>',
    `also save it, as its name says: ${fileEndings(' ')}; may be given several times`,
  )
    .default([], 'none')
    .argParser((file: string, former: readonly string[]) => [...former, file]);

/** `--wire`. */
export const wire = () =>
  new Option('--wire <detail>', 'how much of the wire is shown')
    .choices(['brief', 'full', 'hex'])
    .default('brief');

/** Adds the options that `serve` and `tap` share; each listens on a port of its own by default. */
export function withLiveOptions(command: Command, port: number): Command {
  return command
    .option('--port <n>', 'where to listen; 0 takes any free port', portNumber, port)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .addOption(
      new Option(
        '--fault <kind[:key=value,...]>',
        'arm a fault, such as close-after-bytes:bytes=128; may be given several times',
      )
        .default([], 'none')
        .argParser((fault: string, former: readonly string[]) => [...former, fault]),
    )
    .option('--seed <n>', 'seed for everything random', wholeNumber, 1)
    .addOption(wire())
    .addOption(
      new Option('--format <format>', 'what is printed')
        .choices(['pretty', 'ndjson'])
        .default('pretty'),
    )
    .addOption(output());
}
