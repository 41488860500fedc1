import { Left } from '../../dialogue/index.ts';
import { Interrupted } from '../../lab/scenario/lab-error.ts';
import { exitCodeOf, type Stop } from './signals.ts';

/**
 * Sets the exit code if somebody left a conversation, or a signal ended it.
 *
 * @throws the error if it is another one, and what ended the conversation if that is an error.
 */
export function endAsLeft(error: unknown, stop: Stop): void {
  if (!(error instanceof Left || error instanceof Interrupted)) throw error;
  if (stop.signal.reason instanceof Error) throw stop.signal.reason;
  process.exitCode = exitCodeOf(stop.signal.reason);
}
