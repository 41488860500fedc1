import { Chalk } from 'chalk';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { UsageError } from '../ending/exit.ts';
import { findScenario } from '../finding/find-scenario.ts';
import { suggestion } from '../finding/nearest.ts';
import { print } from '../output/print.ts';
import type { Asking } from '../screen/can-ask.ts';
import { screen } from '../screen/terminal.ts';
import { scenarioCard } from '../showing/card.ts';

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
): Promise<void> {
  if (id === undefined) throw new UsageError('show needs an id: apilab show <id>');
  const look = screen(asking);
  const chalk = new Chalk({ level: look.colour ? 2 : 0 });
  const entry = findScenario(await readCatalogue({ drafts: true }), id);
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
