import { access } from 'node:fs/promises';
import * as nodeModule from 'node:module';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CatalogueEntry, describe, importScenario } from '../../lab/catalogue/catalogue.ts';
import { type Scenario, withId } from '../../lab/scenario/scenario.ts';
import { guardAgainst } from '../ending/early-end.ts';
import { exit, SurroundingsError, UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';

/** Whether an argument of `run` names a file rather than a scenario of ours. */
export function isFile(argument: string): boolean {
  return /[\\/]/.test(argument) || /\.[cm]?[jt]s$/.test(argument);
}

/**
 * Loads a scenario from a file of the user's own. TypeScript is stripped of its types on the way, and
 * `import ... from 'apilab'` is this very program, wherever the file lies.
 *
 * @throws SurroundingsError where the file cannot be read.
 * @throws UsageError where it is no scenario.
 */
export async function loadUserScenario(
  argument: string,
  stop: Stop,
): Promise<{ readonly entry: CatalogueEntry; readonly scenario: Scenario }> {
  const path = resolve(argument);
  await access(path).catch(() => {
    throw new SurroundingsError(`there is no file ${argument}`);
  });
  await registerHooks();
  const cannot = `${argument} cannot be played: `;
  const release = guardAgainst(
    { message: `${cannot}it awaits, outside of its functions, what never comes`, code: exit.usage },
    stop,
  );
  const scenario = await importScenario(pathToFileURL(path))
    .catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new UsageError(`${cannot}${why}`, { cause: error });
    })
    .finally(release);
  const id = basename(path).replace(/(\.scenario)?\.[cm]?[jt]s$/, '');
  const named = withId(scenario, id);
  const place = { group: 'mine', name: id, file: `mine/${basename(path)}`, isServed: false };
  return { scenario: named, entry: describe(named, place) };
}

/** Node 22.15 and later take hooks as functions; before, they are loaded into a thread of their own. */
async function registerHooks(): Promise<void> {
  const { register, registerHooks }: NodeModule = nodeModule;
  if (registerHooks) registerHooks(await import('./typescript-hooks.ts'));
  else register('./typescript-hooks.js', import.meta.url);
}

/** What this file uses of `node:module`, on all lines of Node. */
interface NodeModule {
  register(specifier: string, parentUrl: string): void;
  registerHooks?(hooks: object): unknown;
}
