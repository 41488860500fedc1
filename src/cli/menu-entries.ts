import { readCatalogue } from '../lab/catalogue.ts';
import { servedGroups } from '../lab/live-catalogue.ts';
import { groupTitle } from './group-titles.ts';

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

/** Everything that can be done, the next sensible thing first. */
export async function mainMenu(): Promise<MenuPage> {
  return {
    title: 'apilab: API patterns, seen on the wire',
    entries: [
      page('Watch a pattern, and see it proved', 'run <id>', scenarioPage),
      page('Try it with your own client', 'serve <group>', serverPage),
      entry('Which API style?', 'choose'),
      page('Look something up', 'explain <word>', wordPage),
      entry('Browse the scenarios', 'list'),
      entry('Every command', '--help'),
    ],
  };
}

async function scenarioPage(): Promise<MenuPage> {
  const catalogue = await readCatalogue();
  return {
    title: 'Watch a pattern',
    entries: catalogue.map(({ id, title }) => entry(title, 'run', id)),
  };
}

async function serverPage(): Promise<MenuPage> {
  const groups = await servedGroups();
  return {
    title: 'Serve a group, and connect to it',
    entries: groups.map((group) => entry(groupTitle(group), 'serve', group)),
  };
}

async function wordPage(): Promise<MenuPage> {
  return { title: 'Look something up', entries: words.map((word) => entry(word, 'explain', word)) };
}
