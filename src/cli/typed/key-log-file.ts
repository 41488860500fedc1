import { stat } from 'node:fs/promises';
import { KeyLogFile } from '../../lab/live/key-log-file.ts';
import { SurroundingsError } from '../ending/exit.ts';

/**
 * A key log that is read while it is written; it need not be there yet.
 *
 * @throws SurroundingsError if there is something else in its place.
 */
export async function keyLogFile(path: string): Promise<KeyLogFile> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isFile() === false) throw new SurroundingsError(`${path} is no file`);
  return new KeyLogFile(path);
}
