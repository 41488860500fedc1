import { LabError } from '../../lab/scenario/lab-error.ts';
import { ownLine } from '../../lab/scenario/source-of.ts';

/** A scenario of the user's own cannot be played to its end: nothing of ours is at fault. Exit code 1. */
export class OwnScenarioError extends Error {
  override readonly name = 'OwnScenarioError';
  readonly code = 'own-scenario';

  /** @param file as it was typed. */
  constructor(file: string, cause: unknown) {
    super(`${file} failed${whereAndWhy(cause)}`, { cause });
  }
}

function whereAndWhy(cause: unknown): string {
  if (!(cause instanceof LabError)) return ` in what nobody awaits: ${thrown(cause)}`;
  if (cause.code !== 'scenario-threw') return `: ${cause.message}`;
  return ` ${cause.place ?? ''}: ${thrown(cause.cause)}`;
}

/** An error with what led to it, and the lines of the user's own source that it came through. */
function thrown(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const causes: string[] = [];
  for (let { cause } = error; cause instanceof Error && causes.length < 5; { cause } = cause) {
    causes.push(`, because of ${cause.name}: ${cause.message}`);
  }
  const lines = (error.stack ?? '').split('\n').filter((line) => ownLine(line) !== undefined);
  return [`${error.name}: ${error.message}${causes.join('')}`, ...lines].join('\n');
}
