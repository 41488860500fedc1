import { exit } from './exit.ts';
import { report } from './failure.ts';
import { guardPipes } from './terminal.ts';

/** Prints the one text of a command that has nothing to tidy up when its reader leaves early. */
export function print(text: string): void {
  guardPipes({
    onClosed: () => process.exit(exit.ok),
    onFailure: (error) => process.exit(report(error)),
  });
  process.stdout.write(text);
}
