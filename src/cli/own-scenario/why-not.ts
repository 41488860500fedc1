import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ScenarioError } from '../../lab/scenario/scenario.ts';

/** Why a file of the user's own is no scenario that can be played: a sentence, or several. */
export function whyNot(error: unknown, path: string): readonly string[] {
  if (error instanceof ScenarioError) return error.problems;
  if (!(error instanceof Error)) return [String(error)];
  return [notTransformed(error, path) ?? notFound(error) ?? thrownThere(error, path)];
}

/** What esbuild, under tsx, says of a file that is no TypeScript. */
function notTransformed({ message }: Error, path: string): string | undefined {
  const [, file = '', line, what] = /^(.+):(\d+):\d+: ERROR: (.+)$/m.exec(message) ?? [];
  return what && `${lineOf(file, line, path)}: ${what}`;
}

/** What Node says of an import that leads nowhere. */
function notFound(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  const [, kind, name = ''] = /^Cannot find (package|module) '([^']+)'/.exec(error.message) ?? [];
  if (code === 'ERR_MODULE_NOT_FOUND' && kind === 'package') {
    return `it imports '${name}', which is neither installed beside it nor a part of the lab`;
  }
  if (code === 'ERR_MODULE_NOT_FOUND' && kind === 'module') {
    return `it imports ${plainPath(name)}, which is not there`;
  }
  if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') {
    const [, part = ''] = /'(\.[^']*)'/.exec(error.message) ?? [];
    return `there is no 'apilab${part.slice(1)}' to import`;
  }
  return undefined;
}

/** What the file threw, and the line of it that did. */
function thrownThere({ message, stack = '' }: Error, path: string): string {
  const place = firstOwnPlace(stack, path);
  const [, file = '', line] = place ?? [];
  return place ? `${lineOf(file, line, path)}: ${message}` : message;
}

/** The topmost line of a stack that lies in the file, mapped to its source. */
function firstOwnPlace(stack: string, path: string): RegExpExecArray | null {
  const lines = stack.split('\n').filter((line) => line.startsWith('    at '));
  const own = lines.map(plainPath).find((line) => line.includes(path));
  return own === undefined ? null : /((?:\w:)?[\\/][^():]+):(\d+):\d+\)?$/.exec(own);
}

/** `line 3`, or `answer.ts, line 3` if it is not the file that was named. */
function lineOf(file: string, line: string | undefined, path: string): string {
  const name = basename(plainPath(file));
  return name === basename(path) ? `line ${line}` : `${name}, line ${line}`;
}

/** File URLs as paths, in a text or alone. */
function plainPath(text: string): string {
  return text.replaceAll(/file:\/\/[^\s)]+?(?=:\d|[\s)]|$)/g, (url) => {
    try {
      return fileURLToPath(url);
    } catch {
      return url;
    }
  });
}

/** Why a file with such a name is none that could be played; undefined if it may be one. */
export function whyNotByName(path: string): string | undefined {
  const extension = extname(path).toLowerCase();
  if (/^\.[cm]?[jt]sx?$/.test(extension)) return undefined;
  if (['.ndjson', '.jsonl'].includes(extension)) return 'a saved run is shown by apilab replay';
  return 'a scenario is written in TypeScript or JavaScript, in a file such as mine.ts';
}
