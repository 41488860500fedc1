import { readFile } from 'node:fs/promises';
import { packageRoot } from '../../lab/catalogue/catalogue.ts';

/** What a copy has in place of `apilab`. */
export function labSource(): Promise<string> {
  return readFile(new URL('templates/copy/lab.ts', packageRoot), 'utf8');
}

/** What starts the server of a copy. */
export function startSource(): Promise<string> {
  return readFile(new URL('templates/copy/start.ts', packageRoot), 'utf8');
}
