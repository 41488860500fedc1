import { cite } from '../../knowledge/citation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { CatalogueEntry } from './entry.ts';

/** Describes a scenario for the catalogue. */
export function describe(
  scenario: Scenario,
  place: Pick<CatalogueEntry, 'group' | 'name' | 'file' | 'isServed' | 'steps'>,
): CatalogueEntry {
  const { play: _, takesOverTime: __, standard, ...told } = scenario;
  return { ...told, ...place, standard: standard.map(cite).join('; ') || 'no standard' };
}
