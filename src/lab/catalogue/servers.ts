import type { NaiveServers, ServerDefinition } from '../live/server.ts';
import { type CatalogueEntry, naiveServerModule, serverModule } from './catalogue.ts';

/** Loads the servers of a scenario that `isServed`. */
export async function loadServer({
  id,
  group,
  name,
}: Pick<CatalogueEntry, 'id' | 'group' | 'name'>): Promise<ServerDefinition> {
  const module: { readonly default?: unknown } = await import(serverModule(group, name).href);
  if (!isServerDefinition(module.default)) {
    throw new TypeError(`the default export of serve.ts of ${id} is not made with defineServer`);
  }
  return module.default;
}

/** The servers of naive variants of a scenario, by their names; none if nobody wrote any. */
export async function loadNaiveServers({
  group,
  name,
}: Pick<CatalogueEntry, 'group' | 'name'>): Promise<NaiveServers> {
  const file = await naiveServerModule(group, name);
  if (file === undefined) return {};
  const module: { readonly default: NaiveServers } = await import(file.href);
  return module.default;
}

/**
 * The scenario whose servers are meant by its id or by its group. Of a group it is the one named
 * `first`, or else the first that has servers.
 */
export function servedAs(
  word: string,
  catalogue: readonly CatalogueEntry[],
  first?: string,
): CatalogueEntry | undefined {
  const served = catalogue.filter(({ isServed }) => isServed);
  const ofGroup = served.filter(({ group }) => group === word);
  return (
    served.find(({ id }) => id === word) ?? ofGroup.find(({ name }) => name === first) ?? ofGroup[0]
  );
}

/** The words `serve` understands: the groups that have servers, then the scenarios. */
export function servedWords(catalogue: readonly CatalogueEntry[]): readonly string[] {
  const served = catalogue.filter(({ isServed }) => isServed);
  return [...new Set(served.map(({ group }) => group)), ...served.map(({ id }) => id)];
}

export function isServerDefinition(value: unknown): value is ServerDefinition {
  return typeof value === 'object' && value !== null && 'start' in value && 'tryIt' in value;
}
