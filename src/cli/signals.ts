import { exit } from './exit.ts';
import { guardPipes } from './terminal.ts';

/** Why a run was stopped from outside: a signal, a reader that has seen enough, or the `q` key. */
export type StopReason = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'closed-pipe' | 'quit';

/** Stops a run, once and tidily. */
export interface Stop {
  readonly signal: AbortSignal;
  because(reason: StopReason): void;
}

/** The exit code that belongs to a reason. Whoever has seen enough is no failure. */
export function exitCodeOf(reason: unknown): number {
  if (reason === 'SIGINT') return exit.interrupted;
  if (reason === 'SIGTERM') return exit.terminated;
  if (reason === 'SIGHUP') return exit.hungUp;
  return exit.ok;
}

/** Stops on Ctrl-C, on SIGTERM and SIGHUP, and when the output's reader is gone. */
export function stopOnSignals(): Stop {
  const controller = new AbortController();
  const because = (reason: StopReason) => {
    // Asked twice: the tidy way takes too long, so leave at once.
    if (controller.signal.aborted && reason.startsWith('SIG')) process.exit(exitCodeOf(reason));
    controller.abort(reason);
  };
  for (const reason of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(reason, because);
  guardPipes(() => because('closed-pipe'));
  return { signal: controller.signal, because };
}
