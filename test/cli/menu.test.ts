import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { walkMenu } from '../../src/cli/commands/menu.ts';
import { type MenuPage, mainMenu } from '../../src/cli/screen/menu-entries.ts';
import { cardOutlines } from '../../src/content/deck.ts';
import { inLearningOrder, readGroups } from '../../src/content/groups.ts';
import { readCatalogue } from '../../src/lab/catalogue/catalogue.ts';
import { noProgress } from '../../src/progress/progress.ts';
import { scriptedDialogue } from '../dialogue/scripted-dialogue.ts';
import { answered } from '../progress/examples.ts';
import { apilab, bin } from './apilab.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

const page: MenuPage = {
  title: 'First page',
  entries: [
    { kind: 'command', label: 'List', command: ['list'] },
    {
      kind: 'page',
      label: 'Run',
      shape: 'run <id>',
      open: async () => ({
        title: 'Second page',
        entries: [{ kind: 'command', label: 'Resume', command: ['run', 'sse-replay'] }],
      }),
    },
  ],
};

describe('the menu', () => {
  it('shows beside every entry the command that it stands for', async () => {
    const dialogue = scriptedDialogue(['q']);
    await walkMenu(dialogue, page);
    expect(dialogue.said()).toMatch(/1 {2}List +apilab list\n +2 {2}Run +apilab run <id>/);
  });

  it('gives the command that was chosen, from a page behind too', async () => {
    expect(await walkMenu(scriptedDialogue(['1']), page)).toEqual(['list']);
    expect(await walkMenu(scriptedDialogue(['2', '1']), page)).toEqual(['run', 'sse-replay']);
  });

  it('takes the first entry with Enter, and says so', async () => {
    const dialogue = scriptedDialogue(['2', 'Enter']);
    expect(await walkMenu(dialogue, page)).toEqual(['run', 'sse-replay']);
    expect(dialogue.offered[0]).toBe('1–2 choose · Enter the first · Esc leave · q quit');
  });

  it('offers b to go back, in a sentence too, and gives it to no entry', async () => {
    const long = {
      title: 'Long',
      entries: Array.from({ length: 12 }, (_, index) => ({
        kind: 'command' as const,
        label: `Number ${index + 1}`,
        command: ['run', `${index + 1}`],
      })),
    };
    const first: MenuPage = {
      title: 'First page',
      entries: [{ kind: 'page', label: 'Run', shape: 'run <id>', open: async () => long }],
    };
    const dialogue = scriptedDialogue(['1', 'b', '1', 'c'], { plain: true });
    expect(await walkMenu(dialogue, first)).toEqual(['run', '11']);
    expect(dialogue.offered[0]).not.toContain('back');
    expect(dialogue.offered[1]).toContain('b back');
  });

  it('goes back with Esc, and leaves from the first page', async () => {
    const dialogue = scriptedDialogue(['2', '\u001b', '\u001b']);
    expect(await walkMenu(dialogue, page)).toBeUndefined();
    expect(dialogue.said().match(/First page/g)).toHaveLength(2);
  });

  it('puts commands below their labels where the terminal is narrow', async () => {
    const dialogue = scriptedDialogue(['q'], { width: 40 });
    await walkMenu(dialogue, {
      title: 'Narrow',
      entries: [
        { kind: 'command', label: 'Resume a dropped stream', command: ['run', 'sse-replay'] },
      ],
    });
    expect(dialogue.said()).toMatch(/Resume a dropped stream\n {7}apilab run sse-replay\n/);
  });
});

describe('the cards that the menu says are due', () => {
  const later = new Date('2030-01-01');
  const labels = async (cards: Record<string, typeof answered>) =>
    (await mainMenu({ ...noProgress, cards }, later)).entries.map(({ label }) => label);

  it('are those that quiz --due asks: neither gone from the deck nor changed since', async () => {
    const [same, changed] = await cardOutlines();
    if (!same || !changed) throw new Error('the deck has cards');
    const cards = {
      [same.id]: { ...answered, revision: same.revision },
      [changed.id]: { ...answered, revision: changed.revision - 1 },
      'sse-no-longer-there': answered,
    };
    expect((await labels(cards))[0]).toBe('1 card is due');
  });

  it('are not spoken of where there is none', async () => {
    expect(await labels({ 'sse-no-longer-there': answered })).not.toContainEqual(
      expect.stringContaining('due'),
    );
  });
});

describe('the order of the menu', () => {
  it('is that of the commands in the help', async () => {
    const { entries } = await mainMenu(noProgress, new Date());
    const inMenu = entries
      .map((entry) => (entry.kind === 'command' ? entry.command : entry.shape.split(' '))[0])
      .filter((word) => word !== '--help');
    const { stdout } = await apilab(['--help']);
    const inHelp = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, word]) => word);
    expect(inHelp.filter((word) => inMenu.includes(word))).toEqual(inMenu);
  });
});

describe('the groups of the menu', () => {
  it('come in the order in which they are learned, wherever one is chosen', async () => {
    const { entries } = await mainMenu(noProgress, new Date());
    const catalogue = await readCatalogue();
    for (const word of ['run', 'learn', 'serve']) {
      const page = entries.find((each) => each.kind === 'page' && each.shape.startsWith(word));
      if (page?.kind !== 'page') throw new Error('it is a page');
      const opened = (await page.open()).entries;
      const named = opened.map((each) => (each.kind === 'command' ? (each.command[1] ?? '') : ''));
      const groupOf = (name: string) => catalogue.find(({ id }) => id === name)?.group ?? name;
      const groups = [...new Set(named.map(groupOf))];
      expect(groups).toEqual(inLearningOrder(await readGroups(), groups));
      expect(groups[0]).toBe('rest');
    }
  });
});

describe('apilab alone', () => {
  it.each(['', '--no-input', '--no-color --accessible'])(
    'prints help and ends well where nobody can be asked: %j',
    async (line) => {
      const args = line === '' ? [] : line.split(' ');
      const { code, stdout, stderr } = await apilab(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Usage: apilab');
    },
  );
});

describe.skipIf(!hasTmux)('apilab alone in a real terminal', () => {
  let terminal: Terminal;
  beforeEach(() => {
    terminal = openTerminal(join(import.meta.dirname, '../..'));
  });
  afterEach(() => terminal.close());

  const start = (args = '') => terminal.type(`${process.execPath} ${bin} ${args}`, 'Enter');

  it.each([
    ['Escape', 0],
    ['q', 0],
    ['C-c', 130],
    ['C-d', 0],
  ])('leaves cleanly with %s', async (key, code) => {
    start();
    await terminal.shows(/Esc leave/);
    terminal.type(key);
    expect(await terminal.aftermath()).toBe(`code ${code} icanon echo, cursor shown`);
  });

  it('does what is chosen', async () => {
    start();
    const [, number = ''] =
      /(\d) {2}Browse/.exec(await terminal.shows(/Browse.*apilab list/)) ?? [];
    terminal.type(number);
    await terminal.shows(/Play one: apilab run <id>/);
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it('asks in sentences and takes typed lines with --accessible', async () => {
    start('--accessible choose');
    await terminal.shows(/Type 1 to 3 to answer, q to quit, then press Enter: /);
    terminal.type('7', 'Enter');
    await terminal.shows(/That is none of them/);
    terminal.type('2', 'Enter');
    await terminal.shows(/Who listens\?/);
    terminal.type('C-c');
    expect(await terminal.aftermath()).toBe('code 130 icanon echo, cursor shown');
  });
});
