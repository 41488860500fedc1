import { cardOutlines } from '../../content/deck.ts';
import { groupTitle, inLearningOrder, readGroups, scenariosInOrder } from '../../content/groups.ts';
import { lessonOutlines } from '../../content/lessons.ts';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { lastOpen, standings } from '../../learn/overview.ts';
import type { Progress } from '../../progress/progress.ts';
import { dueCards } from '../../quiz/standing.ts';

/** One thing to do: a command, or a page of commands to choose from. */
export type MenuEntry =
  | {
      readonly kind: 'command';
      readonly label: string;
      /** The command line it stands for, without the program's name. */
      readonly command: readonly string[];
    }
  | {
      readonly kind: 'page';
      readonly label: string;
      /** The shape of the commands behind it: `run <id>`. */
      readonly shape: string;
      readonly open: () => Promise<MenuPage>;
    };

export interface MenuPage {
  readonly title: string;
  readonly entries: readonly MenuEntry[];
}

const entry = (label: string, ...command: readonly string[]): MenuEntry => ({
  kind: 'command',
  label,
  command,
});

const page = (label: string, shape: string, open: () => Promise<MenuPage>): MenuEntry => ({
  kind: 'page',
  label,
  shape,
  open,
});

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

/** Everything that can be done: what was begun first, then in the order in which the help names it. */
export async function mainMenu(progress: Progress, now: Date): Promise<MenuPage> {
  return {
    title: 'apilab: API patterns, seen on the wire',
    entries: [
      ...(await begunThings(progress, now)),
      page('Watch a pattern, and see it proved', 'run <id>', scenarioPage),
      page('Learn a pattern, step by step', 'learn <group>', lessonPage),
      entry('Five quick questions', 'quiz'),
      page('Try it with your own client', 'serve <group>', serverPage),
      entry('Which API style?', 'choose'),
      page('Look something up', 'explain <word>', wordPage),
      entry('Browse the scenarios', 'list'),
      entry('Every command', '--help'),
    ],
  };
}

/** What was begun and what is due. */
async function begunThings(progress: Progress, now: Date): Promise<readonly MenuEntry[]> {
  const open = await openLesson(progress);
  const due = await dueCount(progress, now);
  return [
    ...(open
      ? [entry(`Go on with the lesson: ${groupTitle(await readGroups(), open)}`, 'learn', open)]
      : []),
    ...(due > 0
      ? [entry(`${due} ${due === 1 ? 'card is' : 'cards are'} due`, 'quiz', '--due')]
      : []),
  ];
}

/** The lesson that was open last, where it is not finished. */
async function openLesson(progress: Progress): Promise<string | undefined> {
  if (Object.keys(progress.lessons).length === 0) return undefined;
  return lastOpen(standings(await lessonOutlines(), progress))?.group;
}

/** How many cards `apilab quiz --due` asks: those of the deck, as they are now. */
async function dueCount(progress: Progress, now: Date): Promise<number> {
  if (Object.keys(progress.cards).length === 0) return 0;
  return dueCards(await cardOutlines(), progress, now).length;
}

async function lessonPage(): Promise<MenuPage> {
  const all = await readGroups();
  return {
    title: 'Learn a pattern',
    entries: (await lessonOutlines()).map(({ group }) =>
      entry(groupTitle(all, group), 'learn', group),
    ),
  };
}

async function scenarioPage(): Promise<MenuPage> {
  const catalogue = scenariosInOrder(await readGroups(), await readCatalogue());
  return {
    title: 'Watch a pattern',
    entries: catalogue.map(({ id, title }) => entry(title, 'run', id)),
  };
}

async function serverPage(): Promise<MenuPage> {
  const all = await readGroups();
  const groups = inLearningOrder(all, [
    ...new Set((await readCatalogue()).flatMap(({ group, isServed }) => (isServed ? [group] : []))),
  ]);
  return {
    title: 'Serve a group, and connect to it',
    entries: groups.map((group) => entry(groupTitle(all, group), 'serve', group)),
  };
}

async function wordPage(): Promise<MenuPage> {
  return { title: 'Look something up', entries: words.map((word) => entry(word, 'explain', word)) };
}
