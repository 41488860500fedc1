import { errorLine } from './error-line.ts';
import { exit } from './exit.ts';

/** Standard input and output, which keep nothing running. */
const ownKinds = ['PipeWrap', 'TTYWrap'];

/** How long what is about to close by itself may take, in milliseconds. */
const GRACE_MS = 1000;

/**
 * Ends the program, and says why, if something that a scenario opened past the lab (a server, a
 * timer, a child process) would keep it running for ever. If nothing does, the program is over
 * before this comes to anything.
 *
 * @param file the file of the user's own that the scenario comes from, if it does.
 */
export function endThoughKeptOpen(file?: string): void {
  const watch = setInterval(() => {
    const isStillPrinting = process.stdout.writableLength > 0;
    if (isStillPrinting) return;
    const kinds = new Set(process.getActiveResourcesInfo());
    for (const kind of ownKinds) kinds.delete(kind);
    process.stderr.write(
      errorLine(
        `${file ?? 'the scenario'} left something open (${[...kinds].join(', ')}); ended all the same`,
      ),
    );
    process.exit(file === undefined ? exit.lab : exit.unpredicted);
  }, GRACE_MS);
  watch.unref();
}
