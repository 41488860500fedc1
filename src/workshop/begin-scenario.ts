import { appendFile, cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../lab/catalogue/catalogue.ts';

/** What was made. */
export interface Begun {
  /** Relative to the package, with a slash at its end. */
  readonly folder: string;
  readonly files: readonly string[];
}

const skeleton = new URL('templates/scenario/', packageRoot);

/**
 * Makes the folder of a new scenario from the skeleton.
 *
 * @param word group and name, such as `sse/stop-204`
 * @param root where `scenarios/` lies
 * @throws RangeError with what to do if the word or its group is none, or the scenario is there already
 */
export async function beginScenario(word: string, root: URL = packageRoot): Promise<Begun> {
  const [, group, name] = /^([a-z][a-z0-9]*)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(word) ?? [];
  if (group === undefined || name === undefined) {
    throw new RangeError(`name a group and what it tells in words: npm run new sse/stop-204`);
  }
  const groupFolder = new URL(`scenarios/${group}/`, root);
  if (!(await isThere(groupFolder))) {
    const groups = await readdir(new URL('scenarios/', root), { withFileTypes: true });
    const names = groups.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    throw new RangeError(`there is no group '${group}'; there are: ${names.sort().join(', ')}`);
  }
  const folder = new URL(`${name}/`, groupFolder);
  if (await isThere(folder)) throw new RangeError(`scenarios/${word} is there already`);
  await cp(skeleton, folder, { recursive: true, errorOnExist: true, force: false });
  await rename(new URL('scenario.test.ts', folder), new URL(`${name}.test.ts`, folder));
  await fillIn(new URL('cards.yaml', folder), `${group}-${name}`);
  await tellMisconceptions(new URL('misconceptions.yaml', folder), groupFolder);
  const path = fileURLToPath(folder);
  const files = await readdir(path, { recursive: true, withFileTypes: true });
  return {
    folder: `scenarios/${word}/`,
    files: files
      .filter((entry) => entry.isFile())
      .map((entry) => relative(path, join(entry.parentPath, entry.name))),
  };
}

/** Puts the scenario's id if the skeleton stands for any. */
async function fillIn(file: URL, id: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replaceAll('GROUP-NAME', id));
}

/** What the wrong answers of the skeleton believe is listed with the beliefs of the group. */
async function tellMisconceptions(file: URL, groupFolder: URL): Promise<void> {
  const ours = await readFile(file, 'utf8');
  await rm(file);
  const list = new URL('misconceptions.yaml', groupFolder);
  const theirs = (await isThere(list)) ? await readFile(list, 'utf8') : '';
  const isKnown = (line: string) => theirs.includes(`${line.split(':')[0]}:`);
  const missing = ours.split(/(?<=\n)/).filter((line) => !isKnown(line));
  await appendFile(list, missing.join(''));
}

function isThere(file: URL): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
