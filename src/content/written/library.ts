import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import type { Card } from '../card.ts';
import { readGroups } from '../groups.ts';
import type { Lesson } from '../lesson.ts';
import {
  deckOf,
  type GroupContent,
  lessonOf,
  readAllContent,
  readGroupContent,
} from './group-content.ts';

/** What people wrote, put together without a build. */

/** The lessons of all groups that have one, in the order in which they are best learned. */
export async function writtenLessons(): Promise<readonly Lesson[]> {
  const contents = await readAllContent(await readGroups());
  return contents.flatMap((content) => lessonOf(content) ?? []);
}

/** The lesson of a group; undefined if it has none. */
export async function writtenLesson(group: string): Promise<Lesson | undefined> {
  const content = await contentOf(group);
  return content && lessonOf(content);
}

/** The cards of all groups, in the order in which the groups are best learned. */
export async function writtenDecks(): Promise<
  readonly { readonly group: string; readonly cards: readonly Card[] }[]
> {
  const contents = await readAllContent(await readGroups());
  return contents.map((content) => ({ group: content.group.id, cards: deckOf(content) }));
}

/** The cards of a group. */
export async function writtenDeck(group: string): Promise<readonly Card[]> {
  const content = await contentOf(group);
  return content === undefined ? [] : deckOf(content);
}

async function contentOf(id: string): Promise<GroupContent | undefined> {
  const group = (await readGroups()).find((each) => each.id === id);
  return group && readGroupContent(group, await readCatalogue({ drafts: true }));
}
