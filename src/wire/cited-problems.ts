import { cite } from '../knowledge/citation.ts';
import type { Problem } from './types.ts';

/**
 * Problems of a protocol. Their sources are written by the words of `standards.yaml` and read as
 * people read them; the list of documents is not looked at before somebody reads one.
 */
export function citedProblems<const Problems extends Readonly<Record<string, Problem>>>(
  problems: Problems,
): Problems {
  for (const problem of Object.values(problems)) {
    const { source } = problem;
    if (source === undefined) continue;
    Object.defineProperty(problem, 'source', { enumerable: true, get: () => cite(source) });
  }
  return problems;
}
