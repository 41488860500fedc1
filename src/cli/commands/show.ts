import { readFile } from 'node:fs/promises';
import { Chalk } from 'chalk';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { UsageError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { meantScenario } from '../finding/meant-scenario.ts';
import { suggestion } from '../finding/nearest.ts';
import { print } from '../output/print.ts';
import { sayBeside } from '../output/say-beside.ts';
import { isFile, loadUserScenario } from '../own-scenario/user-scenario.ts';
import type { Asking } from '../screen/can-ask.ts';
import { screen } from '../screen/terminal.ts';
import { scenarioCard } from '../showing/card.ts';
import type { Page } from '../showing/page.ts';

export interface ShowOptions {
  readonly source?: boolean;
  /** The naive variant whose difference from the correct one is wanted. */
  readonly diff?: string;
}

/** `apilab show <id>`: what a scenario claims, how it can be played, what proves it, and its source. */
export async function show(
  id: string | undefined,
  options: ShowOptions,
  asking: Asking,
  stop: () => Stop,
): Promise<void> {
  if (id === undefined)
    throw new UsageError('name a scenario: apilab show <id> (see: apilab list)');
  const look = screen(asking);
  const chalk = new Chalk({ level: look.colour ? 2 : 0 });
  if (isFile(id)) return showOwn(id, options, { ...look, chalk }, stop());
  const entry = await meantScenario(await readCatalogue({ drafts: true }), id, sayBeside);
  if (options.diff !== undefined) {
    const variant = naiveVariant(entry, options.diff);
    const { diffPage } = await import('../showing/diff.ts');
    print(await diffPage(entry, variant, { ...look, chalk }));
    return;
  }
  const card = `${scenarioCard(entry, look.width, chalk).join('\n')}\n`;
  if (!options.source) return print(card);
  const { sourcePage } = await import('../showing/source.ts');
  print(card + (await sourcePage(entry, { ...look, chalk })));
}

/** A scenario of the user's own, its source in the file that was named. */
async function showOwn(file: string, options: ShowOptions, page: Page, stop: Stop): Promise<void> {
  if (options.diff !== undefined) {
    throw new UsageError(
      `--diff compares files of the house; see all of it: apilab show ${file} --source`,
    );
  }
  const { entry } = await loadUserScenario(file, stop);
  stop.release();
  const card = `${scenarioCard({ ...entry, id: file }, page.width, page.chalk).join('\n')}\n`;
  if (!options.source) return print(card);
  const { filePage } = await import('../showing/page.ts');
  print(card + (await filePage(file, await readFile(file, 'utf8'), page)));
}

/** @throws UsageError if there is no such variant, or it is a correct one. */
function naiveVariant({ id, variants }: CatalogueEntry, name: string): string {
  const naive = Object.entries(variants).flatMap(([each, { kind }]) =>
    kind === 'naive' ? [each] : [],
  );
  if (naive.includes(name)) return name;
  if (naive.length === 0) throw new UsageError(`${id} has no naive variant`);
  if (Object.hasOwn(variants, name)) {
    throw new UsageError(
      `${name} is a correct variant; --diff takes a naive one: ${naive.join(', ')}`,
    );
  }
  throw new UsageError(`there is no variant '${name}'${suggestion(name, naive, naive)}`);
}
