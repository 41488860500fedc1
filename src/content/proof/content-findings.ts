import type { Group } from '../group.ts';
import { namedScenarios, type Surroundings, scenarioFindings } from '../rules/scenario-findings.ts';
import type { Finding } from '../written/finding.ts';
import type { ScenarioContent } from '../written/group-content.ts';
import { readMisconceptions } from '../written/read-misconceptions.ts';

/** What is wrong with a scenario's chapter and cards before anything is played, read as they lie. */
export async function contentFindings(
  content: ScenarioContent,
  groups: readonly Group[],
): Promise<readonly Finding[]> {
  const { entry, chapter, cards } = content;
  const parts = chapter === undefined ? [] : [chapter];
  const written = (cards?.cards ?? []).map(({ card }) => card);
  const entries = new Map(await namedScenarios(parts, written)).set(entry.id, entry);
  const surroundings: Surroundings = {
    entries,
    groups,
    misconceptions: await misconceptionsOf(entry.group),
  };
  return scenarioFindings(content, surroundings);
}

/** The ids of the misconceptions that content of a group may name: its own and the shared ones. */
export async function misconceptionsOf(group: string): Promise<ReadonlySet<string>> {
  const read = await Promise.all([readMisconceptions(group), readMisconceptions()]);
  return new Set(read.flatMap(({ misconceptions }) => Object.keys(misconceptions)));
}
