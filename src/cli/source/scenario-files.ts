import { readFile } from 'node:fs/promises';
import { packageRoot } from '../../lab/catalogue/catalogue.ts';
import { importsOf } from './imports.ts';

/** A source file that a scenario is made of. */
export interface SourceFile {
  /** Relative to the package, such as `scenarios/sse/replay/price-feed.ts`. */
  readonly path: string;
  readonly text: string;
}

/**
 * Reads source files and those that they import, each after the file that names it first: of the house
 * those of the scenario, of its group and the parts, and nothing of the lab itself.
 *
 * @param paths relative to the package
 */
export async function readWithImports(paths: readonly string[]): Promise<readonly SourceFile[]> {
  const found = new Map<string, SourceFile>();
  const visit = async (path: string): Promise<void> => {
    if (found.has(path)) return;
    const text = await readFile(new URL(path, packageRoot), 'utf8');
    found.set(path, { path, text });
    for (const target of importedFiles({ path, text })) await visit(target);
  };
  for (const path of paths) await visit(path);
  return [...found.values()];
}

/** The files of the house that a file imports, relative to the package. */
export function importedFiles({ path, text }: SourceFile): readonly string[] {
  return importsOf(text).flatMap(({ from }) => fileOf(from, path) ?? []);
}

/** The file that an import of a file leads to; none if that is a package or the lab. */
export function fileOf(from: string, path: string): string | undefined {
  const [, part] = /^apilab\/(parts\/.+)$/.exec(from) ?? [];
  if (part !== undefined) return `${part}.ts`;
  if (!from.startsWith('.')) return undefined;
  return new URL(from, `file:///${path}`).pathname.slice(1);
}

/** What a file of a scenario is for. */
export type FileKind =
  | 'scenario'
  /** What proves it. */
  | 'checks'
  | 'naive'
  /** What only the lab can run: who takes part, and what is done to them. */
  | 'setting'
  /** The correct code: of the scenario, of its group, of the house. */
  | 'own'
  | 'group'
  | 'part';

/**
 * What the lab gives to correct code. `templates/copy/lab.ts` has each of these for code that was copied
 * out; what imports more belongs to the lab.
 */
const GIVEN: ReadonlySet<string> = new Set([
  ...['Clock', 'Timer', 'Random', 'Ids', 'Closable', 'RunningServer', 'ListenAt'],
  ...['FetchHandler', 'ServerRecipe', 'Statement', 'LiveLab', 'Address', 'Attempt', 'Signer'],
  ...['ServerDefinition', 'defineServer', 'packageRoot', 'protoTypesOf', 'listening'],
]);

/** What a file is for in the scenario that lies in a folder, such as `scenarios/sse/replay/`. */
export function kindOf(file: SourceFile, folder: string): FileKind {
  const { path } = file;
  if (path.startsWith('parts/checks/') || /(?:^|[/.-])checks\.ts$/.test(path)) return 'checks';
  if (path.includes('/naive/')) return 'naive';
  if (path === `${folder}scenario.ts`) return 'scenario';
  if (namesOfLab(file).some((name) => !GIVEN.has(name))) return 'setting';
  if (path.startsWith('parts/')) return 'part';
  return path.startsWith(folder) ? 'own' : 'group';
}

/** What a file imports of the lab. */
function namesOfLab({ text }: SourceFile): readonly string[] {
  return importsOf(text).flatMap(({ from, names }) => {
    if (from === 'apilab') return names;
    return /^apilab\/(?!parts\/)/.test(from) ? [from] : [];
  });
}
