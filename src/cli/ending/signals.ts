import { guardPipes, type Pipe } from '../screen/terminal.ts';
import { exit } from './exit.ts';

/** Why a run was stopped from outside: a signal, a reader that has seen enough, or the `q` key. */
export type StopReason = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'closed-pipe' | 'quit';

/** What can end a run early: the reasons from outside, and an error that nobody else catches. */
type Cause = StopReason | Error;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a file says of a run that was stopped. */
export function stoppedBecause(reason: unknown): string {
  if (reason === 'quit') return 'The run was left before its end.';
  if (reason instanceof Error) return `The run was stopped: ${reason.message}`;
  return `The run was stopped before its end (${reason}).`;
}

/** Stops a run, once and tidily. */
export interface Stop {
  readonly signal: AbortSignal;
  /** Ends the run. The first reason counts; an error becomes what the run failed of. */
  because(reason: Cause): void;
  /**
   * From here on a reader that leaves, or a printed line that cannot be written, ends nothing: there are
   * files to write. Standard output that is lost is told to `onLost`, with the error if it is one.
   */
  goOnUnread(onLost: (error?: Error) => void): void;
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
  const onUncaught = (thrown: unknown) => {
    if (isHangup(thrown)) because('SIGHUP');
    else because(thrown instanceof Error ? thrown : new Error(String(thrown)));
  };
  for (const reason of signals) process.on(reason, onSignal);
  process.on('uncaughtException', onUncaught);
  let goOn: ((error?: Error) => void) | undefined;
  const onPipe = (reason: 'closed-pipe' | Error, pipe: Pipe) => {
    if (goOn === undefined) because(reason);
    else if (pipe === 'output') goOn(reason === 'closed-pipe' ? undefined : reason);
  };
  guardPipes({ onClosed: (pipe) => onPipe('closed-pipe', pipe), onFailure: onPipe });
  return {
    signal: controller.signal,
    because,
    goOnUnread(onLost) {
      goOn = onLost;
    },
    release() {
      for (const reason of signals) process.off(reason, onSignal);
      process.off('uncaughtException', onUncaught);
    },
  };
}

/** Whoever reads keys fails like this if the window was closed, which the signal may tell later. */
function isHangup(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    'code' in thrown &&
    thrown.code === 'EIO' &&
    'syscall' in thrown &&
    thrown.syscall === 'setRawMode'
  );
}
