import { readdir, readFile } from 'node:fs/promises';
import type { Scenario } from '../scenario/scenario.ts';

/** What is known of a scenario without loading its servers. */
export interface CatalogueEntry extends Omit<Scenario, 'play' | 'takesOverTime'> {
  readonly group: string;
  /** Its source file, relative to the package, such as `scenarios/sse/sse-replay.scenario.ts`. */
  readonly file: string;
}

/** Where the compiled code lies, or the sources where they run as they are. */
const codeRoot = new URL('../../../', import.meta.url);
/** Where this code was compiled, an index of the scenarios lies beside it. */
const indexFile = new URL('catalogue.json', codeRoot);
const isCompiled = import.meta.url.endsWith('.js');

/** The package's folder: sources, documentation and bin lie here. */
export const packageRoot = isCompiled ? new URL('../../', codeRoot) : codeRoot;

/** Lists the scenarios by group and id. In a built package this loads none of them. */
export async function readCatalogue(): Promise<readonly CatalogueEntry[]> {
  if (!isCompiled) return scanScenarios();
  return JSON.parse(await readFile(indexFile, 'utf8'));
}

/** Loads a scenario with everything it imports. */
export async function loadScenario(entry: CatalogueEntry): Promise<Scenario> {
  return importScenario(moduleOf(entry.file));
}

/** Imports a file whose default export is a scenario. @throws TypeError where it is none. */
export async function importScenario(file: URL): Promise<Scenario> {
  const module: { readonly default?: unknown } = await import(file.href);
  const { isScenario } = await import('../scenario/scenario.ts');
  if (!isScenario(module.default)) {
    throw new TypeError('its default export is not a scenario made with defineScenario');
  }
  return module.default;
}

/** Loads every scenario file and describes it. */
export async function scanScenarios(): Promise<readonly CatalogueEntry[]> {
  const folder = new URL('scenarios/', codeRoot);
  const suffix = isCompiled ? '.scenario.js' : '.scenario.ts';
  const files = (await readdir(folder, { recursive: true })).filter((file) =>
    file.endsWith(suffix),
  );
  const entries = files.map(async (name): Promise<CatalogueEntry> => {
    const file = `scenarios/${name.replaceAll('\\', '/').replace(/\.js$/, '.ts')}`;
    return describe(await importScenario(moduleOf(file)), file);
  });
  return (await Promise.all(entries)).sort(byGroupAndId);
}

/** Describes a scenario for the catalogue; its group is the folder that its file lies in. */
export function describe(scenario: Scenario, file: string): CatalogueEntry {
  const { play: _, takesOverTime: __, ...told } = scenario;
  return { ...told, group: file.split('/').at(-2) ?? '', file };
}

function moduleOf(file: string): URL {
  return new URL(isCompiled ? file.replace(/\.ts$/, '.js') : file, codeRoot);
}

function byGroupAndId(a: CatalogueEntry, b: CatalogueEntry): number {
  return a.group.localeCompare(b.group) || a.id.localeCompare(b.id);
}
