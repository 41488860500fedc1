import { cardOutlines } from '../../content/deck.ts';
import { groupTitle, readGroups } from '../../content/groups.ts';
import { lessonOutlines } from '../../content/lessons.ts';
import { lastOpen, standings } from '../../learn/overview.ts';
import type { Progress } from '../../progress/progress.ts';
import { dueCards } from '../../quiz/standing.ts';
import { entry, type MenuEntry, type MenuPage, page } from './menu-entry.ts';
import { lessonPage, scenarioPage, serverPage, wordPage } from './menu-pages.ts';

/** The pages of commands that take one of many things, by the command. */
const pages: Readonly<Record<string, () => Promise<MenuPage>>> = {
  run: scenarioPage('Watch a pattern', 'run'),
  learn: lessonPage,
  serve: serverPage,
  explain: wordPage,
  show: scenarioPage('Read about a pattern', 'show'),
};

/** Whether a command has a page to choose from. */
export function hasPage(command: string): boolean {
  return Object.hasOwn(pages, command);
}

/** The page of a command. @throws RangeError if it has none. */
export async function pageOf(command: string): Promise<MenuPage> {
  const open = hasPage(command) ? pages[command] : undefined;
  if (open === undefined) throw new RangeError(`${command} has no page`);
  return open();
}

const branch = (label: string, command: string, takes: string): MenuEntry =>
  page(label, `apilab ${command} <${takes}>`, () => pageOf(command));

/**
 * Everything that can be done: what was begun first, then in the order in which the help names it. The
 * numbers stay, whatever was begun: who knows them by heart presses no wrong one.
 */
export async function mainMenu(progress: Progress, now: Date): Promise<MenuPage> {
  return {
    title: 'apilab: API patterns, seen on the wire',
    entries: [...(await begunThings(progress, now)), ...everything()],
  };
}

function everything(): readonly MenuEntry[] {
  return [
    branch('Watch a pattern, and see it proved', 'run', 'id'),
    branch('Learn a pattern, step by step', 'learn', 'group'),
    entry('Five quick questions', 'quiz'),
    branch('Try it with your own client', 'serve', 'group'),
    entry('Which API style?', 'choose'),
    branch('Look something up', 'explain', 'word'),
    entry('Browse the scenarios', 'list'),
    entry('What you know, and what is weak', 'progress'),
    entry('Every command', '--help'),
  ].map((each, index) => ({ ...each, key: `${index + 1}` }));
}

/** What was begun and what is due. */
async function begunThings(progress: Progress, now: Date): Promise<readonly MenuEntry[]> {
  const open = await openLesson(progress);
  const due = await dueCount(progress, now);
  return [
    ...(open
      ? [
          {
            ...entry(
              `Go on with the lesson: ${groupTitle(await readGroups(), open)}`,
              'learn',
              open,
            ),
            key: 'g',
          },
        ]
      : []),
    ...(due > 0
      ? [
          {
            ...entry(`${due} ${due === 1 ? 'card is' : 'cards are'} due`, 'quiz', '--due'),
            key: 'd',
          },
        ]
      : []),
  ];
}

/** The lesson that was open last, if it is not finished. */
async function openLesson(progress: Progress): Promise<string | undefined> {
  if (Object.keys(progress.lessons).length === 0) return undefined;
  return lastOpen(standings(await lessonOutlines(), progress))?.group;
}

/** How many cards `apilab quiz --due` asks: those of the deck, as they are now. */
async function dueCount(progress: Progress, now: Date): Promise<number> {
  if (Object.keys(progress.cards).length === 0) return 0;
  return dueCards(await cardOutlines(), progress, now).length;
}
