import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { packageRoot } from '../../lab/catalogue/catalogue.ts';
import { shellWord } from '../../text/shell-word.ts';
import { cannotWrite, UsageError } from '../ending/exit.ts';
import { print } from '../output/print.ts';

/** `apilab new <file>`: a scenario to begin with, which plays as it is. It writes over nothing. */
export async function newScenario(file: string): Promise<void> {
  if (!/\.m?ts$/.test(file)) {
    throw new UsageError(`${file} is no name for a scenario; it ends with .ts: apilab new mine.ts`);
  }
  const text = await readFile(new URL('templates/mine.ts', packageRoot), 'utf8');
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new UsageError(`${file} is there already, and stays as it is`, { cause: error });
    }
    throw cannotWrite(file, error);
  }
  const path = shellWord(file === basename(file) ? `./${file}` : file);
  print(
    [
      `${file} is a scenario: a server, a client, two checks, and a variant that breaks one.`,
      '',
      `  apilab run ${path}            plays it`,
      `  apilab run ${path} --compare  plays both variants, and says what differs`,
      '',
      'docs/scenarios.md tells what else a scenario can do.',
      '',
    ].join('\n'),
  );
}
