import { exit } from '../ending/exit.ts';
import { guardPipes } from '../screen/terminal.ts';

/** Prints the one text of a command that has nothing to tidy up when its reader leaves early. */
export function print(text: string): void {
  guardPipes({
    onClosed: () => process.exit(exit.ok),
    // Loaded when it is needed: this is on the way of the commands that must be there at once.
    onFailure: async (error) => process.exit((await import('../ending/failure.ts')).report(error)),
  });
  process.stdout.write(text);
}
