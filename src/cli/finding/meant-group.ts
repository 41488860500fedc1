import type { Group } from '../../content/group.ts';
import { readGroups } from '../../content/groups.ts';

/**
 * The group that is meant by a word: its id, its title, or another word that people use for it, such as
 * `webhooks`. Any other word is given back as it was typed.
 */
export async function meantGroup(typed: string): Promise<string> {
  return groupCalled(typed, await readGroups())?.id ?? typed;
}

/** The group that is called so, in upper or lower case, one of it or many. */
export function groupCalled(typed: string, groups: readonly Group[]): Group | undefined {
  const wanted = bare(typed);
  if (wanted === '') return undefined;
  return (
    groups.find(({ id }) => id === typed.toLowerCase()) ??
    groups.find(({ title, words }) => [title, ...words].some((word) => bare(word) === wanted))
  );
}

/** A word without what people vary: case, hyphens, the end of a plural. */
function bare(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/(?<=\w\w)s$/, '');
}
