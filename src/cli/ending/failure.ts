import { TemporaryFolderError } from '../../lab/party/temporary-folder.ts';
import { Interrupted, LabError } from '../../lab/scenario/lab-error.ts';
import { ParameterError } from '../../lab/scenario/parameters.ts';
import { ProgressError } from '../../progress/progress-error.ts';
import { VERSION } from '../../version.ts';
import { suggestion } from '../finding/nearest.ts';
import { OwnScenarioError } from '../own-scenario/own-scenario-error.ts';
import { CommandLineError } from './command-line-error.ts';
import { errorLine } from './error-line.ts';
import { cannotWrite, exit, SurroundingsError, UsageError } from './exit.ts';
import { exitCodeOf } from './signals.ts';

/** Prints one clear line for an error on standard error and returns the exit code that belongs to it. */
export function report(error: unknown): number {
  if (error instanceof Interrupted) {
    return error.reason instanceof Error ? report(error.reason) : exitCodeOf(error.reason);
  }
  const folderless = temporaryFolderError(error);
  if (folderless !== undefined) {
    const { place, cause } = folderless;
    return say(
      cannotWrite(`${place}, where temporary files go,`, cause).message,
      exit.surroundings,
    );
  }
  if (error instanceof OwnScenarioError) return say(error.message, exit.unpredicted);
  if (error instanceof ParameterError) {
    const typed = /'([^']*)'/.exec(error.message)?.[1] ?? '';
    return say(`${error.message}${suggestion(typed, error.known)}`, exit.usage);
  }
  if (error instanceof UsageError || error instanceof CommandLineError)
    return say(error.message, exit.usage);
  if (error instanceof SurroundingsError || error instanceof ProgressError) {
    return say(error.message, exit.surroundings);
  }
  const what = error instanceof LabError ? story(error) : stack(error);
  return say(
    `a fault of the lab itself: ${what}\nPlease report it with this line: apilab ${VERSION}, Node ${process.version}, ${process.platform}.`,
    exit.lab,
  );
}

/** Why there is no room for temporary files, if that is what an error comes from. */
function temporaryFolderError(error: unknown): TemporaryFolderError | undefined {
  if (error instanceof TemporaryFolderError) return error;
  const isWrapped = error instanceof LabError || error instanceof OwnScenarioError;
  return isWrapped ? temporaryFolderError(error.cause) : undefined;
}

/** What went wrong; if a scenario threw, also the lines of its source. */
function story(error: LabError): string {
  return error.code === 'scenario-threw' ? stack(error.cause) : error.message;
}

function stack(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function say(text: string, code: number): number {
  process.stderr.write(errorLine(text));
  return code;
}
