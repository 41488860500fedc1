import { guardPipes } from '../screen/terminal.ts';
import { exit } from './exit.ts';

/** Why a run was stopped from outside: a signal, a reader that has seen enough, or the `q` key. */
export type StopReason = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'closed-pipe' | 'quit';

/** What can end a run early: the reasons from outside, and an error that nobody else catches. */
type Cause = StopReason | Error;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Stops a run, once and tidily. */
export interface Stop {
  readonly signal: AbortSignal;
  /** Ends the run. The first reason counts; an error becomes what the run failed of. */
  because(reason: Cause): void;
  /** The work is over: from here on a signal ends the program by itself. */
  release(): void;
}

/** The exit code that belongs to a reason. Whoever has seen enough is no failure. */
export function exitCodeOf(reason: unknown): number {
  if (reason === 'SIGINT') return exit.interrupted;
  if (reason === 'SIGTERM') return exit.terminated;
  if (reason === 'SIGHUP') return exit.hungUp;
  return exit.ok;
}

/**
 * Stops on Ctrl-C, on SIGTERM and SIGHUP, when the output's reader is gone or its disk full, and on an
 * error that nobody awaits, such as a scenario's rejected promise.
 */
export function stopOnSignals(): Stop {
  const controller = new AbortController();
  const because = (reason: Cause) => controller.abort(reason);
  const onSignal = (reason: (typeof signals)[number]) => {
    // Asked twice: the tidy way takes too long, so leave at once.
    if (controller.signal.aborted) process.exit(exitCodeOf(reason));
    because(reason);
  };
  const onUncaught = (thrown: unknown) =>
    because(thrown instanceof Error ? thrown : new Error(String(thrown)));
  for (const reason of signals) process.on(reason, onSignal);
  process.on('uncaughtException', onUncaught);
  guardPipes({ onClosed: () => because('closed-pipe'), onFailure: because });
  return {
    signal: controller.signal,
    because,
    release() {
      for (const reason of signals) process.off(reason, onSignal);
      process.off('uncaughtException', onUncaught);
    },
  };
}
