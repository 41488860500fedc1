import { stat } from 'node:fs/promises';
import { SurroundingsError, UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { againOnSave } from '../own-scenario/again-on-save.ts';
import { isFile } from '../own-scenario/user-scenario.ts';

/**
 * `apilab run --watch <file>`: plays it again whenever it is saved.
 *
 * @param typed the words behind the program's name
 * @throws UsageError if it is not one file, SurroundingsError if it is not there
 */
export async function watchOwn(
  ids: readonly string[],
  typed: readonly string[],
  stop: Stop,
): Promise<void> {
  const [file, ...others] = ids;
  if (file === undefined || others.length > 0 || !isFile(file)) {
    throw new UsageError('--watch goes with one file of your own: apilab run --watch ./mine.ts');
  }
  if ((await stat(file).catch(() => undefined)) === undefined) {
    throw new SurroundingsError(`there is no file ${file}`);
  }
  await againOnSave(
    file,
    typed.filter((word) => word !== '--watch'),
    stop,
  );
}
