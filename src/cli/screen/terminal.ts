import type { Look } from '../../dialogue/look.ts';
import { cannotWrite, type SurroundingsError } from '../ending/exit.ts';
import { type Asking, isAccessible } from './can-ask.ts';

/** How a stream is to be written to. */
export interface Screen extends Look {
  readonly isTerminal: boolean;
}

/** Reads what the terminal, the environment and the options of the program say about standard output. */
export function screen(options: Asking = {}): Screen {
  const { env, stdout } = process;
  const isTerminal = stdout.isTTY === true;
  const columns = stdout.columns ?? Number.parseInt(env.COLUMNS ?? '', 10);
  const width = Math.min(200, Math.max(40, Number.isNaN(columns) ? 80 : columns));
  const refused = options.color === false || Boolean(env.NO_COLOR) || env.TERM === 'dumb';
  const forced = Boolean(env.FORCE_COLOR) && env.FORCE_COLOR !== '0';
  const colour = !refused && (isTerminal || forced);
  return { width, colour, plain: isAccessible(options), isTerminal };
}

/** What is to be done when standard output or standard error takes no more. */
export interface PipeGuard {
  /** Whoever reads it has seen enough (`| head`), or the terminal is gone, which is no failure. */
  readonly onClosed: (pipe: Pipe) => void;
  /** It cannot be written, for instance because it leads to a file on a full disk. */
  readonly onFailure: (error: SurroundingsError, pipe: Pipe) => void | Promise<void>;
}

/** Standard output, or standard error. */
export type Pipe = 'output' | 'error';

/** Keeps a failed write to standard output or standard error from crashing the program. */
export function guardPipes({ onClosed, onFailure }: PipeGuard): void {
  const pipes = { output: process.stdout, error: process.stderr };
  for (const pipe of ['output', 'error'] as const) {
    pipes[pipe].on('error', (error: NodeJS.ErrnoException) => {
      // A terminal whose window was closed may say so before the signal does.
      const isGone = error.code === 'EPIPE' || (error.code === 'EIO' && pipes[pipe].isTTY);
      if (isGone) onClosed(pipe);
      else void onFailure(cannotWrite('the output', error), pipe);
    });
  }
}
