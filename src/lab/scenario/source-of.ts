import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This program, whose lines say nothing about a scenario of the user's own. */
const program = fileURLToPath(new URL('../../../', import.meta.url));

/** A place in a source. */
interface SourceLine {
  readonly path: string;
  readonly line: number;
}

/** The place that a line of a stack names, if it is the user's own source. */
export function ownLine(stackLine: string): SourceLine | undefined {
  // JavaScript is named by its URL, TypeScript, through its source map, by its path.
  const [, place, line] =
    /^ +at (?:.*\()?(?:file:\/\/)?((?:\/|[A-Za-z]:).*):(\d+):\d+\)?$/.exec(stackLine) ?? [];
  if (place === undefined) return undefined;
  const path = stackLine.includes('file://') ? decodeURI(place) : place;
  const isOwn = !path.includes(program) && !/[\\/]node_modules[\\/]/.test(path);
  return isOwn ? { path, line: Number(line) } : undefined;
}

/**
 * The line of the user's own source that an error came from, as `mine.ts:12`: a file beside the scenario's by its
 * way from there. Undefined if the stack names none.
 *
 * @param file the scenario's file, as it was typed
 */
export function sourceOf(error: unknown, file: string): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const stackLine of stack.split('\n')) {
    const own = ownLine(stackLine);
    if (own === undefined) continue;
    const path = relative(dirname(resolve(file)), own.path);
    return `${path === basename(file) ? file : path}:${own.line}`;
  }
  return undefined;
}
