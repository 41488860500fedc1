import { writeSync } from 'node:fs';
import { errorLine } from './error-line.ts';
import type { Stop } from './signals.ts';

/** What is said if a program ends before its work is done, and with which exit code. */
export interface EarlyEnd {
  readonly message: string;
  readonly code: number;
}

/**
 * Keeps code that is not ours from ending the program as if all was well, until the function that is
 * returned is called: `process.exit` throws there, and if nothing is left that could go on (a
 * promise is awaited that nobody can settle), the program says so.
 */
export function guardAgainst(end: EarlyEnd, stop: Stop): () => void {
  const { exit } = process;
  process.exit = (code) => {
    if (stop.signal.aborted) exit(code);
    throw new Error(`process.exit(${code ?? ''}) was called: a scenario cannot end the program`);
  };
  const onExit = () => {
    if (stop.signal.aborted) return;
    // Streams are no longer written to at this point.
    writeSync(process.stderr.fd, errorLine(end.message));
    exit(end.code);
  };
  process.on('exit', onExit);
  return () => {
    process.exit = exit;
    process.off('exit', onExit);
  };
}
