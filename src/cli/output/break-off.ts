import { UsageError } from '../ending/exit.ts';
import { type Stop, stoppedBecause } from '../ending/signals.ts';
import type { Outputs } from './outputs.ts';

/**
 * Ends what is told of a run that was stopped, or failed of an error: the files keep what they have. If the
 * command line asked for what is not there, no file is made.
 */
export function breakOff(outputs: Outputs, { signal }: Stop, error: unknown): void {
  const reason: unknown = signal.aborted ? signal.reason : error;
  if (reason instanceof UsageError) outputs.discard();
  else outputs.breakOff(stoppedBecause(reason));
}
