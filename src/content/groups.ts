import type { Group } from './group.ts';
import { isCompiled, stored } from './stored.ts';

let groups: Promise<readonly Group[]> | undefined;

/**
 * The groups in the order in which a beginner meets them; those without a place in it come last, by
 * the alphabet. Read once a process.
 */
export function readGroups(): Promise<readonly Group[]> {
  groups ??= isCompiled ? stored('groups') : written();
  return groups;
}

async function written(): Promise<readonly Group[]> {
  const { readWrittenGroups } = await import('./written/read-groups.ts');
  return (await readWrittenGroups()).groups;
}

/** The full name of a group, or the word itself for a folder of one's own. */
export function groupTitle(all: readonly Group[], id: string): string {
  return all.find((group) => group.id === id)?.title ?? id;
}

/** Ids of groups in the order in which they are best learned; unknown ones come last, by the alphabet. */
export function inLearningOrder(all: readonly Group[], ids: readonly string[]): readonly string[] {
  const known = all.map(({ id }) => id).filter((id) => ids.includes(id));
  return [...known, ...ids.filter((id) => !known.includes(id)).sort()];
}

/** What belongs to groups, in the order in which they are best learned; within a group as it was. */
export function byLearningOrder<Item extends { readonly group: string }>(
  all: readonly Group[],
  items: readonly Item[],
): readonly Item[] {
  const ids = inLearningOrder(all, [...new Set(items.map(({ group }) => group))]);
  return ids.flatMap((id) => items.filter(({ group }) => group === id));
}

/** Scenarios of any groups in the order in which they are best learned. */
export function scenariosInOrder<Entry extends { readonly group: string; readonly name: string }>(
  all: readonly Group[],
  entries: readonly Entry[],
): readonly Entry[] {
  const placeOf = ({ group, name }: Entry) => {
    const place = all.find(({ id }) => id === group)?.scenarios.indexOf(name) ?? -1;
    return place < 0 ? Number.POSITIVE_INFINITY : place;
  };
  const ordered = [...entries].sort((a, b) => compare(placeOf(a), placeOf(b)));
  return byLearningOrder(all, ordered);
}

/** Infinite places are alike, so that what has none stays as it was. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
