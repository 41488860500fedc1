import { access, readdir, readFile } from 'node:fs/promises';
import type { DefinedScenario, Scenario } from '../scenario/scenario.ts';
import type { CatalogueEntry } from './entry.ts';

export type { CatalogueEntry } from './entry.ts';

/** Where the compiled code lies, or the sources if they run as they are. */
const codeRoot = new URL('../../../', import.meta.url);
/** If this code was compiled, an index of the scenarios lies beside it. */
const indexFile = new URL('catalogue.json', codeRoot);
const isCompiled = import.meta.url.endsWith('.js');

/** The package's folder: sources, documentation and bin lie here. */
export const packageRoot = isCompiled ? new URL('../', codeRoot) : codeRoot;

/**
 * Lists the scenarios by group and id. In a built package this loads none of them.
 *
 * @param options `drafts`: those too that are still being written.
 */
export async function readCatalogue({
  drafts = false,
}: {
  readonly drafts?: boolean;
} = {}): Promise<readonly CatalogueEntry[]> {
  const all: readonly CatalogueEntry[] = isCompiled
    ? JSON.parse(await readFile(indexFile, 'utf8'))
    : await scanScenarios();
  return drafts ? all : all.filter(({ draft }) => !draft);
}

/** The scenario of that id, a draft too. From the sources this loads no other. */
export async function findScenario(id: string): Promise<CatalogueEntry | undefined> {
  if (isCompiled) return (await readCatalogue({ drafts: true })).find((entry) => entry.id === id);
  const dash = id.indexOf('-');
  return dash < 0 ? undefined : readScenario(id.slice(0, dash), id.slice(dash + 1));
}

/** Loads a scenario with everything it imports. */
export async function loadScenario({ id, file }: CatalogueEntry): Promise<Scenario> {
  return { ...(await importScenario(moduleOf(file))), id };
}

/** Imports a file whose default export is a scenario. @throws TypeError if it is none. */
export async function importScenario(file: URL): Promise<DefinedScenario> {
  const module: { readonly default?: unknown } = await import(file.href);
  const { isScenario } = await import('../scenario/scenario.ts');
  if (!isScenario(module.default)) {
    throw new TypeError('its default export is not a scenario made with defineScenario');
  }
  return module.default;
}

/** Loads every scenario of the house, `scenarios/<group>/<name>/scenario.ts`, and describes it. */
export async function scanScenarios(): Promise<readonly CatalogueEntry[]> {
  const groups = await foldersIn(new URL('scenarios/', codeRoot));
  const entries = groups.map(async (group) => {
    const names = await foldersIn(new URL(`scenarios/${group}/`, codeRoot));
    return Promise.all(names.map((name) => readScenario(group, name)));
  });
  return (await Promise.all(entries))
    .flat()
    .filter((entry) => entry !== undefined)
    .sort(byGroupAndId);
}

/** Loads one scenario of the house and describes it; undefined if there is none in that folder. */
export async function readScenario(
  group: string,
  name: string,
): Promise<CatalogueEntry | undefined> {
  const file = `scenarios/${group}/${name}/scenario.ts`;
  if (!(await exists(moduleOf(file)))) return undefined;
  const scenario = await importScenario(moduleOf(file));
  const isServed = await exists(serverModule(group, name));
  // Whoever reads the index that the build made needs none of this.
  const [{ describe }, { stepsIn }] = await Promise.all([
    import('./describe.ts'),
    import('./steps.ts'),
  ]);
  const steps = stepsIn(await readFile(new URL(file, packageRoot), 'utf8'));
  return describe({ ...scenario, id: `${group}-${name}` }, { group, name, file, isServed, steps });
}

/** The module that starts a scenario's servers for `apilab serve`. */
export function serverModule(group: string, name: string): URL {
  return moduleOf(`scenarios/${group}/${name}/serve.ts`);
}

/** The module with the servers of its naive variants; undefined if there is none. */
export async function naiveServerModule(group: string, name: string): Promise<URL | undefined> {
  const file = moduleOf(`scenarios/${group}/${name}/serve-naive.ts`);
  return (await exists(file)) ? file : undefined;
}

function moduleOf(file: string): URL {
  return new URL(isCompiled ? file.replace(/\.ts$/, '.js') : file, codeRoot);
}

async function foldersIn(folder: URL): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function exists(file: URL): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function byGroupAndId(a: CatalogueEntry, b: CatalogueEntry): number {
  return a.group.localeCompare(b.group) || a.id.localeCompare(b.id);
}
