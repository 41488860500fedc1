import { OwnScenarioError } from '../own-scenario/own-scenario-error.ts';
import { errorLine } from './error-line.ts';
import { exit } from './exit.ts';
import { report } from './failure.ts';
import type { Stop } from './signals.ts';

/** A scenario of the user's own that was played. */
export interface OwnScenario {
  readonly file: string;
  /** Ends the child processes that it left behind. */
  readonly endChildren: () => void;
}

/** Standard input and output, which keep nothing running. */
const ownKinds = ['PipeWrap', 'TTYWrap'];

/** How long what is about to close by itself may take, in milliseconds. */
const GRACE_MS = 1000;

/**
 * Ends the program, and says why, if something that a scenario opened past the lab (a server, a
 * timer, a child process) would keep it running for ever. If nothing does, the program is over
 * before this comes to anything.
 *
 * What a stopped scenario's code still does is nobody's fault, and nothing is said of it: the program
 * ends with the exit code that it has, which tells how it was stopped.
 *
 * @param own the file of the user's own that the scenario comes from, if it does, and what ends the
 *   child processes that it leaves behind
 */
export function endThoughKeptOpen(stop: Stop, own?: OwnScenario): void {
  // What it still throws is told as what it threw before.
  if (own) process.on('uncaughtException', (error) => endOf(error, own, stop));
  const watch = setInterval(() => {
    const isStillPrinting = process.stdout.writableLength > 0;
    if (isStillPrinting) return;
    if (stop.signal.aborted) {
      own?.endChildren();
      process.exit();
    }
    const kinds = new Set(process.getActiveResourcesInfo());
    for (const kind of ownKinds) kinds.delete(kind);
    const file = own?.file ?? 'the scenario';
    const what = `left something open (${[...kinds].join(', ')}); ended all the same`;
    process.stderr.write(errorLine(`${file} ${what}`));
    own?.endChildren();
    process.exit(own === undefined ? exit.lab : exit.unpredicted);
  }, GRACE_MS);
  watch.unref();
}

/** Ends the program of what a scenario of the user's own threw when it was over. */
function endOf(error: unknown, own: OwnScenario, { signal }: Stop): void {
  own.endChildren();
  process.exit(signal.aborted ? undefined : report(new OwnScenarioError(own.file, error)));
}
