import { readdir, readFile } from 'node:fs/promises';
import { packageRoot } from '../../lab/catalogue/catalogue.ts';

/** The text of a file of the package, such as `scenarios/path.yaml`; undefined if there is none. */
export async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(new URL(file, packageRoot), 'utf8');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** The folders in a folder of the package, by the alphabet. */
export async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(new URL(`${folder}/`, packageRoot), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
