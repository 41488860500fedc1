import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import { UsageError } from '../ending/exit.ts';
import { suggestion } from './nearest.ts';

/** The scenarios of a group. @throws UsageError with the nearest group if there is none. */
export function findGroup(
  catalogue: readonly CatalogueEntry[],
  group: string,
): readonly CatalogueEntry[] {
  const entries = catalogue.filter((candidate) => candidate.group === group);
  if (entries.length > 0) return entries;
  const groups = [...new Set(catalogue.map((candidate) => candidate.group))];
  throw new UsageError(`there is no group '${group}'${suggestion(group, groups, groups)}`);
}
