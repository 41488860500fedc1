import type { Group } from '../../content/group.ts';
import { groupTitle, inLearningOrder, readGroups, scenariosInOrder } from '../../content/groups.ts';
import { lessonOutlines } from '../../content/lessons.ts';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { entry, type MenuEntry, type MenuPage, page } from './menu-entry.ts';

/** Words that people look up first. */
const words = [
  '409',
  '429',
  'etag',
  'Last-Event-ID',
  'Idempotency-Key',
  '1006',
  'RST_STREAM',
  'DEADLINE_EXCEEDED',
];

/** How many words are offered at most for what was typed. */
const MOST_WORDS = 50;

/** The groups, then the scenarios of one, for a command that takes a scenario: `run`, `show`. */
export function scenarioPage(title: string, command: string): () => Promise<MenuPage> {
  return async () => {
    const groups = await readGroups();
    const catalogue = scenariosInOrder(groups, await readCatalogue());
    return pageOfGroups(title, command, groups, catalogue);
  };
}

/** The groups, then the scenarios of one, whose servers can be started. */
export async function serverPage(): Promise<MenuPage> {
  const groups = await readGroups();
  const served = (await readCatalogue()).filter(({ isServed }) => isServed);
  return pageOfGroups(
    'Start a server, and connect to it',
    'serve',
    groups,
    scenariosInOrder(groups, served),
  );
}

/** The lessons, by their groups. */
export async function lessonPage(): Promise<MenuPage> {
  const groups = await readGroups();
  const entries = (await lessonOutlines()).map(({ group }) =>
    entry(groupTitle(groups, group), 'learn', group),
  );
  const textOf = ({ command: [, id = ''] }: Extract<MenuEntry, { kind: 'command' }>) =>
    `${id} ${groupText(groups, id)}`;
  return {
    title: 'Learn a pattern',
    entries,
    find: (typed) => bestFirst(typed, entries, textOf),
  };
}

/** Words to look up: a few that are asked for often, and whatever is typed. */
export async function wordPage(): Promise<MenuPage> {
  const { knownWords } = await import('../../knowledge/index.ts');
  const known = knownWords();
  const asEntry = (word: string) => entry(word, 'explain', word);
  return {
    title: 'Look something up',
    entries: words.map(asEntry),
    find: (typed) =>
      bestFirst(typed, known, (word) => word)
        .slice(0, MOST_WORDS)
        .map(asEntry),
  };
}

/** Some scenarios, one of which is wanted: what a word may mean. */
export function severalPage(
  title: string,
  command: string,
  scenarios: readonly CatalogueEntry[],
): MenuPage {
  const entries = scenarios.map(({ id, title: told }) => entry(told, command, id));
  const find = (typed: string) =>
    bestFirst(typed, entries, ({ label, command: words }) => `${label} ${words.join(' ')}`);
  return { title, entries, find };
}

/** Groups first; what is typed finds scenarios of all of them. */
export function pageOfGroups(
  title: string,
  command: string,
  groups: readonly Group[],
  catalogue: readonly CatalogueEntry[],
): MenuPage {
  const asEntry = ({ id, title: told }: CatalogueEntry) => entry(told, command, id);
  const ids = inLearningOrder(groups, [...new Set(catalogue.map(({ group }) => group))]);
  const entries = ids.map((id) => {
    const members = catalogue.filter(({ group }) => group === id);
    const count = members.length === 1 ? '1 scenario' : `${members.length} scenarios`;
    const open = async () => ({ title: groupTitle(groups, id), entries: members.map(asEntry) });
    return page(groupTitle(groups, id), `${id}: ${count}`, open);
  });
  const textOf = ({ id, title: told, claim, group, covers }: CatalogueEntry) =>
    `${id} ${told} ${claim} ${covers.join(' ')} ${groupText(groups, group)}`;
  return {
    title,
    entries,
    find: (typed) => bestFirst(typed, catalogue, textOf).map(asEntry),
  };
}

/** What a group is called, and the other words that people use for it. */
function groupText(groups: readonly Group[], id: string): string {
  const group = groups.find((each) => each.id === id);
  return group === undefined ? id : [group.title, group.about, ...group.words].join(' ');
}

/**
 * What fits: each word that was typed stands somewhere in its text, in any case. What begins with it comes first, then
 * what has words that begin so: `ws` finds WebSockets before `allows`.
 */
export function bestFirst<T>(
  typed: string,
  all: readonly T[],
  textOf: (each: T) => string,
): readonly T[] {
  const whole = typed.trim().toLowerCase();
  const words = whole.split(/\s+/);
  const ranked = all.flatMap((each) => {
    const text = textOf(each).toLowerCase();
    if (!words.every((word) => text.includes(word))) return [];
    const isBegun = words.every((word) => begins(text, word));
    return [{ each, rank: text.startsWith(whole) ? 0 : isBegun ? 1 : 2 }];
  });
  return ranked.sort((one, other) => one.rank - other.rank).map(({ each }) => each);
}

/** Whether a word of the text begins so. */
function begins(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[a-z0-9]/.test(text[at - 1] ?? '')) return true;
  }
  return false;
}
