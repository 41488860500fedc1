import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { makeFolder } from '../../progress/make-folder.ts';
import { shellWord } from '../../text/shell-word.ts';
import { type Copy, copyOf } from '../copying/copied-files.ts';
import { cannotWrite, UsageError } from '../ending/exit.ts';
import { meantScenario } from '../finding/meant-scenario.ts';
import { print } from '../output/print.ts';
import { sayBeside } from '../output/say-beside.ts';

/** `apilab copy <id> <folder>`: writes the correct code of a scenario out, to go on with. */
export async function copy(id: string, folder: string): Promise<void> {
  const entry = await meantScenario(await readCatalogue({ drafts: true }), id, sayBeside);
  assertEmpty(folder);
  const copied = await copyOf(entry);
  try {
    for (const { name, text } of copied.files) {
      const path = join(folder, name);
      makeFolder(dirname(path));
      await writeFile(path, text);
    }
  } catch (error) {
    throw cannotWrite(folder, error);
  }
  print(told(entry.id, folder, copied));
}

/** @throws UsageError if something lies there already: nothing is written over. */
function assertEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw new UsageError(`${folder} is a file; name a folder that is empty or not there yet`, {
      cause,
    });
  }
  if (names.length > 0) {
    throw new UsageError(`${folder} is not empty; name a folder that is empty or not there yet`);
  }
}

function told(id: string, folder: string, { files, starts }: Copy): string {
  const names = files.map(({ name }) => `  ${name}`);
  return [
    `The correct code of ${id} is in ${folder}:`,
    ...names,
    '',
    starts
      ? 'lab.ts stands in for apilab: time, chance and ids are those of the system. To start it:'
      : 'lab.ts stands in for apilab: time, chance and ids are those of the system. It has no server of its own. To check its types:',
    `  cd ${shellWord(folder)} && npm install && npm ${starts ? 'start' : 'run check'}`,
    '',
  ].join('\n');
}
