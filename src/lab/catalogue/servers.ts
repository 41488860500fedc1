import { access, readdir } from 'node:fs/promises';
import type { ServerDefinition } from '../live/server.ts';

const scenarios = new URL('../../../scenarios/', import.meta.url);
const suffix = import.meta.url.endsWith('.js') ? '.server.js' : '.server.ts';

/** The groups that can be served. Loads none of them. */
export async function servedGroups(): Promise<readonly string[]> {
  const folders = await readdir(scenarios);
  const found = await Promise.all(
    folders.map(async (group) => ((await isServed(group)) ? [group] : [])),
  );
  return found.flat().sort();
}

/** Loads the servers of one of the `servedGroups`. */
export async function loadServer(group: string): Promise<ServerDefinition> {
  const module: { readonly default?: unknown } = await import(fileOf(group).href);
  if (!isServerDefinition(module.default)) {
    throw new TypeError(`the default export of ${group}.server is not made with defineServer`);
  }
  return module.default;
}

function fileOf(group: string): URL {
  return new URL(`${group}/${group}${suffix}`, scenarios);
}

function isServed(group: string): Promise<boolean> {
  return access(fileOf(group)).then(
    () => true,
    () => false,
  );
}

function isServerDefinition(value: unknown): value is ServerDefinition {
  return typeof value === 'object' && value !== null && 'start' in value && 'tryIt' in value;
}
