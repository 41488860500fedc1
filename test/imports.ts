import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** One file imports another, or a package; types count as well. */
export interface Import {
  /** The file, relative to the repository. */
  readonly from: string;
  /** A file relative to the repository, or the word that stands there: `apilab`, `node:fs`, `hono`. */
  readonly to: string;
  /** Whether nothing but types is imported. */
  readonly isType: boolean;
}

/** The TypeScript files below a folder, relative to the repository. */
export function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
    .sort();
}

/** A file without its comments, in which examples stand. */
export function codeOf(file: string): string {
  const source = readFileSync(join(root, file), 'utf8');
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

/** Everything that the files below a folder import. */
export function importsBelow(folder: string): readonly Import[] {
  return sourcesBelow(folder).flatMap(importsOf);
}

const STATEMENT = /^(?:import|export)\s+(type\s)?([^;'"]*?)\bfrom\s*'([^']+)'/gm;
const OTHER = /(?:^import\s+|\bimport\()\s*'([^']+)'/gm;

function importsOf(from: string): readonly Import[] {
  const code = codeOf(from);
  const statements = [...code.matchAll(STATEMENT)].map(([, type, names = '', to = '']) => ({
    to,
    isType: type !== undefined || /^\{(\s*type\s[^,}]+,?)+\s*\}$/.test(names.trim()),
  }));
  const others = [...code.matchAll(OTHER)].map(([, to = '']) => ({ to, isType: false }));
  return [...statements, ...others].map(({ to, isType }) => ({
    from,
    to: to.startsWith('.') ? relative(root, resolve(root, dirname(from), to)) : to,
    isType,
  }));
}

/** Every circle of files that import each other, whether types or values. */
export function circlesIn(imports: readonly Import[]): readonly (readonly string[])[] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    targets.set(from, (targets.get(from) ?? new Set()).add(to));
  }
  const reach = (start: string): ReadonlySet<string> => {
    const reached = new Set<string>();
    const open = [...(targets.get(start) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(targets.get(next) ?? []));
    }
    return reached;
  };
  const reached = new Map([...targets.keys()].map((file) => [file, reach(file)]));
  const inCircle = [...reached].filter(([file, files]) => files.has(file)).map(([file]) => file);
  const circles = inCircle.map((file) =>
    inCircle
      .filter((other) => reached.get(file)?.has(other) && reached.get(other)?.has(file))
      .sort(),
  );
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()];
}
