/** How long after Ctrl-Z the program is surely stopped, in milliseconds of its own time. */
const STOPPED_BY_MS = 100;

/** Windows stops no programs. */
export const canSuspend = process.platform !== 'win32';

/**
 * Stops the program and whoever runs in the foreground with it, as Ctrl-Z does if a terminal reads
 * whole lines.
 *
 * @param ignored called if nothing was stopped: without a shell that could let the program go on,
 *   the system ignores the signal. Also called, then of no matter, once the program goes on.
 */
export function suspend(ignored: () => void): void {
  process.kill(0, 'SIGTSTP');
  setTimeout(ignored, STOPPED_BY_MS);
}

/** Calls `goOn` each time the program goes on after it was stopped. Returns what ends that. */
export function onContinue(goOn: () => void): () => void {
  process.on('SIGCONT', goOn);
  return () => void process.off('SIGCONT', goOn);
}
