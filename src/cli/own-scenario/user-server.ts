import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isServerDefinition } from '../../lab/catalogue/servers.ts';
import type { ServerDefinition } from '../../lab/live/server.ts';
import { guardAgainst } from '../ending/early-end.ts';
import { exit, SurroundingsError, UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { loadHooks } from './load-hooks.ts';
import { whyNot } from './why-not.ts';

/**
 * Loads servers from a file of the user's own: an export, by whatever name, that `defineServer` made. It may
 * lie in the file of a scenario.
 *
 * @throws SurroundingsError if there is no such file
 * @throws UsageError if it has no servers
 */
export async function loadUserServer(
  argument: string,
  stop: Stop,
): Promise<{ readonly id: string; readonly definition: ServerDefinition }> {
  const path = resolve(argument);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new SurroundingsError(`there is no file ${argument}`);
  if (found.isDirectory()) throw new UsageError(`${argument} cannot be served: it is a folder`);
  await loadHooks();
  const awaits = `${argument} cannot be served: it awaits, outside of its functions, what never comes`;
  const release = guardAgainst({ message: awaits, code: exit.usage }, stop);
  const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(path).href)
    .catch((error: unknown) => {
      const why = whyNot(error, path).join('; ');
      throw new UsageError(`${argument} cannot be served: ${why}`, { cause: error });
    })
    .finally(release);
  const definition = Object.values(exported).find(isServerDefinition);
  if (definition === undefined) {
    throw new UsageError(
      `${argument} cannot be served: it exports nothing that defineServer made, such as export const server = defineServer({ ... })`,
    );
  }
  return { id: basename(path).replace(/(\.scenario)?\.[cm]?[jt]sx?$/, ''), definition };
}
