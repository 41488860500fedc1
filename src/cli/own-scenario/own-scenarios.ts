import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import { SurroundingsError, UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { sayBeside } from '../output/say-beside.ts';
import { loadUserScenario } from './user-scenario.ts';

/**
 * The scenarios of the user's own in a file or a folder; each has its file as it is to be typed. A file
 * of a folder that cannot be played is told and passed over.
 *
 * @throws SurroundingsError if nothing lies there
 * @throws UsageError if there is none, or the file is none
 */
export async function ownScenariosIn(path: string, stop: Stop): Promise<readonly CatalogueEntry[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new SurroundingsError(`there is no file ${path}`);
  if (!found.isDirectory()) return [await ownScenario(path, stop)];
  const entries: CatalogueEntry[] = [];
  for (const file of await scenarioFiles(path)) {
    try {
      entries.push(await ownScenario(file, stop));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      sayBeside(error.message);
    }
  }
  if (entries.length === 0) {
    throw new UsageError(
      `${path} holds no scenario that can be played; begin one: apilab new ${join(path, 'mine.ts')}`,
    );
  }
  return entries;
}

async function ownScenario(file: string, stop: Stop): Promise<CatalogueEntry> {
  const { entry } = await loadUserScenario(file, stop);
  return { ...entry, file };
}

/** The files of a folder that speak of a scenario. */
async function scenarioFiles(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter(
    (name) => /\.[cm]?[jt]s$/.test(name) && !/\.(test|d)\.[cm]?[jt]s$/.test(name),
  );
  const files = names.sort().map((name) => join(folder, name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  return files.filter((_, index) => texts[index]?.includes('defineScenario'));
}
