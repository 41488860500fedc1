import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CatalogueEntry, importScenario } from '../../lab/catalogue/catalogue.ts';
import { describe } from '../../lab/catalogue/describe.ts';
import { stepsIn } from '../../lab/catalogue/steps.ts';
import { type Scenario, withId } from '../../lab/scenario/scenario.ts';
import { guardAgainst } from '../ending/early-end.ts';
import { exit, SurroundingsError, UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { loadHooks } from './load-hooks.ts';
import { whyNot, whyNotByName } from './why-not.ts';

/** Whether an argument names a file or a folder rather than a scenario of ours. */
export function isFile(argument: string): boolean {
  return /[\\/]|^\.+$/.test(argument) || /\.[cm]?[jt]sx?$/.test(argument);
}

/**
 * Loads a scenario from a file of the user's own, TypeScript or JavaScript, wherever it lies.
 *
 * @throws SurroundingsError if there is no such file.
 * @throws UsageError if it is no scenario, with everything that is wrong, a line each.
 */
export async function loadUserScenario(
  argument: string,
  stop: Stop,
): Promise<{ readonly entry: CatalogueEntry; readonly scenario: Scenario }> {
  const path = resolve(argument);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new SurroundingsError(`there is no file ${argument}`);
  const byName = found.isDirectory() ? 'it is a folder' : whyNotByName(path);
  if (byName !== undefined) throw cannotBePlayed(argument, [byName]);
  await loadHooks();
  const awaits = 'it awaits, outside of its functions, what never comes';
  const release = guardAgainst(
    { message: cannotBePlayed(argument, [awaits]).message, code: exit.usage },
    stop,
  );
  const scenario = await importScenario(pathToFileURL(path))
    .catch((error: unknown) => {
      throw cannotBePlayed(argument, whyNot(error, path), error);
    })
    .finally(release);
  const id = basename(path).replace(/(\.scenario)?\.[cm]?[jt]sx?$/, '');
  const named = withId(scenario, id);
  const file = `mine/${basename(path)}`;
  const steps = stepsIn(await readFile(path, 'utf8').catch(() => ''));
  const place = { group: 'mine', name: id, file, isServed: false, steps };
  return { scenario: named, entry: describe(named, place) };
}

function cannotBePlayed(file: string, why: readonly string[], cause?: unknown): UsageError {
  const [only] = why;
  const told = why.length === 1 ? ` ${only}` : why.map((sentence) => `\n  ${sentence}`).join('');
  return new UsageError(`${file} cannot be played:${told}`, { cause });
}
