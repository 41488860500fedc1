import { Interrupted, LabError } from '../lab/lab-error.ts';
import { ParameterError } from '../lab/parameters.ts';
import { exit, SurroundingsError, UsageError } from './exit.ts';
import { suggestion } from './nearest.ts';
import { exitCodeOf } from './signals.ts';
import { VERSION } from './version.ts';

/** Prints one clear line for an error on standard error and returns the exit code that belongs to it. */
export function report(error: unknown): number {
  if (error instanceof Interrupted) return exitCodeOf(error.reason);
  if (error instanceof ParameterError) {
    const typed = /'([^']*)'/.exec(error.message)?.[1] ?? '';
    return say(`${error.message}${suggestion(typed, error.known)}`, exit.usage);
  }
  if (error instanceof UsageError) return say(error.message, exit.usage);
  if (error instanceof SurroundingsError) return say(error.message, exit.surroundings);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const what = error instanceof LabError ? error.message : stack;
  return say(
    `a fault of the lab itself: ${what}\nPlease report it with this line: apilab ${VERSION}, Node ${process.version}, ${process.platform}.`,
    exit.lab,
  );
}

function say(text: string, code: number): number {
  process.stderr.write(`apilab: ${text}\n`);
  return code;
}
