import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { walkMenu } from '../../src/cli/commands/menu.ts';
import { mainMenu, pageOf } from '../../src/cli/screen/menu-entries.ts';
import { entry, type MenuPage, page } from '../../src/cli/screen/menu-entry.ts';
import { cardOutlines } from '../../src/content/deck.ts';
import { inLearningOrder, readGroups } from '../../src/content/groups.ts';
import { sentenceChooser } from '../../src/dialogue/index.ts';
import { noProgress } from '../../src/progress/progress.ts';
import { back, leave, scriptedChooser } from '../dialogue/scripted-chooser.ts';
import { scriptedDialogue } from '../dialogue/scripted-dialogue.ts';
import { answered } from '../progress/examples.ts';
import { apilab, bin } from './apilab.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

const second: MenuPage = {
  title: 'Second page',
  entries: [entry('Resume', 'run', 'sse-replay')],
  find: (typed) => (typed === 'again' ? [entry('Replay', 'run', 'idem-replay')] : []),
};
const first: MenuPage = {
  title: 'First page',
  entries: [entry('List', 'list'), page('Run', 'apilab run <id>', async () => second)],
};

describe('the menu', () => {
  it('shows beside every entry the command that it stands for', async () => {
    const chooser = scriptedChooser([leave]);
    await walkMenu(chooser, first);
    expect(chooser.shown).toEqual([['List: apilab list', 'Run: apilab run <id>']]);
  });

  it('gives the command that was chosen, from a page behind too, and names it', async () => {
    expect(await walkMenu(scriptedChooser(['List']), first)).toEqual(['list']);
    const chooser = scriptedChooser(['Run', 'Resume']);
    expect(await walkMenu(chooser, first)).toEqual(['run', 'sse-replay']);
    expect(chooser.said()).toBe('apilab run sse-replay\n');
  });

  it('gives what was found by typing', async () => {
    const chooser = scriptedChooser(['Run', { typed: 'again', chosen: 'Replay' }]);
    expect(await walkMenu(chooser, first)).toEqual(['run', 'idem-replay']);
  });

  it('goes back a page, and leaves from the first one', async () => {
    const chooser = scriptedChooser(['Run', back, back]);
    expect(await walkMenu(chooser, first)).toBeUndefined();
    expect(chooser.titles).toEqual(['First page', 'Second page', 'First page']);
  });

  it('is left from a page behind, too', async () => {
    expect(await walkMenu(scriptedChooser(['Run', leave]), first)).toBeUndefined();
  });
});

describe('the menu in sentences', () => {
  const asked = (script: readonly string[]) => scriptedDialogue(script, { plain: true });

  it('numbers what there is, and says how to choose, go back and leave', async () => {
    const dialogue = asked(['2', 'b', '1']);
    expect(await walkMenu(sentenceChooser(dialogue), first)).toEqual(['list']);
    expect(dialogue.said()).toContain('  1  List: apilab list\n  2  Run: apilab run <id>\n');
    expect(dialogue.offered[0]).toBe('1–2 choose · q quit');
    expect(dialogue.offered[1]).toBe('1 choose · b back · q quit');
  });

  it('has numbers for however many there are', async () => {
    const entries = Array.from({ length: 40 }, (_, index) => entry(`Number ${index + 1}`, 'list'));
    const dialogue = asked(['40']);
    expect(await walkMenu(sentenceChooser(dialogue), { title: 'Long', entries })).toEqual(['list']);
    expect(dialogue.offered[0]).toBe('1–40 choose · q quit');
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

  it('are not spoken of if there is none', async () => {
    expect(await labels({ 'sse-no-longer-there': answered })).not.toContainEqual(
      expect.stringContaining('due'),
    );
  });
});

describe('the keys of the menu', () => {
  it('stay, whatever was begun', async () => {
    const keysOf = async (cards: Record<string, typeof answered>) => {
      const { entries } = await mainMenu({ ...noProgress, cards }, new Date('2030-01-01'));
      return new Map(entries.map(({ label, key }) => [label, key]));
    };
    const [card] = await cardOutlines();
    if (!card) throw new Error('the deck has cards');
    const fresh = await keysOf({});
    const begun = await keysOf({ [card.id]: { ...answered, revision: card.revision } });
    expect([...begun.keys()][0]).toBe('1 card is due');
    for (const [label, key] of fresh) expect(begun.get(label)).toBe(key);
  });
});

describe('the order of the menu', () => {
  it('is that of the commands in the help', async () => {
    const { entries } = await mainMenu(noProgress, new Date());
    const inMenu = entries
      .map((each) => (each.kind === 'command' ? each.command[0] : each.about.split(' ')[1]))
      .filter((word) => word !== '--help');
    const { stdout } = await apilab(['--help']);
    const inHelp = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, word]) => word);
    expect(inHelp.filter((word) => inMenu.includes(word))).toEqual(inMenu);
  });
});

describe('the pages of commands', () => {
  it.each(['run', 'serve', 'show'])(
    '%s: the groups in learning order, then scenarios',
    async (word) => {
      const { entries } = await pageOf(word);
      const groups = entries.map((each) =>
        each.kind === 'page' ? (each.about.split(':')[0] ?? '') : '',
      );
      expect(groups).toEqual(inLearningOrder(await readGroups(), groups));
      expect(groups).toContain('sse');
      const [rest] = entries;
      if (rest?.kind !== 'page') throw new Error('a group is a page');
      const { entries: scenarios } = await rest.open();
      for (const each of scenarios) {
        expect(each.kind === 'command' && each.command[0]).toBe(word);
        expect(each.kind === 'command' && each.command[1]).toMatch(/^rest-/);
      }
    },
  );

  it.each([
    ['an id', 'sse-replay', 'sse-replay'],
    ['a part of a title, in any case', 'LAST-EVENT', 'sse-replay'],
    ['another word for its group', 'eventsource', 'sse-replay'],
    ['several words, wherever they stand', 'idempotency safely', 'idem-replay'],
  ])('find a scenario by %s', async (_, typed, id) => {
    const { find } = await pageOf('run');
    const found = find?.(typed) ?? [];
    expect(found.map((each) => (each.kind === 'command' ? each.command[1] : ''))).toContain(id);
  });

  it('find no scenario by a word that stands nowhere', async () => {
    expect((await pageOf('run')).find?.('xyzzy')).toEqual([]);
  });

  it('find every word that can be looked up, not only the few that are shown', async () => {
    const { entries, find } = await pageOf('explain');
    expect(entries.map(({ label }) => label)).not.toContain('retry-after');
    expect(find?.('retry-aft').map(({ label }) => label.toLowerCase())).toContain('retry-after');
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
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'apilab-menu-'));
    terminal = openTerminal(join(import.meta.dirname, '../..'));
  });
  afterEach(() => {
    terminal.close();
    rmSync(home, { recursive: true });
  });

  const start = (args = '') =>
    terminal.type(`APILAB_HOME=${home} ${process.execPath} ${bin} ${args}`, 'Enter');

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
    expect(terminal.screen()).not.toContain('Esc leave');
  });

  it('is moved through with arrows, goes back, and does what is chosen', async () => {
    start();
    await terminal.shows(/› 1 {2}Watch a pattern/);
    terminal.type('Down');
    await terminal.shows(/› 2 {2}Learn a pattern/);
    terminal.type('Enter');
    await terminal.shows(/type to search .* Esc back/);
    terminal.type('Escape');
    await terminal.shows(/› 1 {2}Watch a pattern/);
    for (let down = 0; down < 6; down++) terminal.type('Down');
    await terminal.shows(/› 7 {2}Browse the scenarios/);
    terminal.type('Enter');
    await terminal.shows(/^apilab list\n[\s\S]*Play one: apilab run <id>/m);
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it('is chosen from by keys that stay, whatever was begun', async () => {
    start();
    await terminal.shows(/› 1 {2}Watch a pattern/);
    terminal.type('7');
    await terminal.shows(/^apilab list\n/m);
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it('lets one choose what a word may mean', async () => {
    start('show webhooks --source');
    await terminal.shows(/Webhooks:[\s\S]*› Verify a webhook[\s\S]*type to search/);
    terminal.type('replay');
    await terminal.shows(/› Refuse a webhook/);
    terminal.type('Enter');
    await terminal.shows(/^apilab show hook-replay\n[\s\S]*How it is got wrong/m);
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it('finds by typing, and says if there is nothing like it', async () => {
    start('run --variant forget');
    await terminal.shows(/Watch a pattern:/);
    terminal.type('xyzzy');
    await terminal.shows(/Nothing like it is known/);
    for (let key = 0; key < 5; key++) terminal.type('BSpace');
    terminal.type('eventsource');
    await terminal.shows(/› Resume a dropped stream/);
    terminal.type('Enter');
    await terminal.shows(/step 1 of 7[\s\S]*forget: The feed is live only/);
    terminal.type('q');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it.each(['learn', 'serve', 'explain', 'show'])('%s alone lets one choose', async (word) => {
    start(word);
    await terminal.shows(/type to search .* Esc leave/);
    terminal.type('Escape');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it('asks in sentences and takes typed lines with --accessible', async () => {
    start('--accessible choose');
    await terminal.shows(/Type 1 to 3 to choose, q to quit, then press Enter: /);
    terminal.type('7', 'Enter');
    await terminal.shows(/That is none of them/);
    terminal.type('2', 'Enter');
    await terminal.shows(/Who listens\?/);
    terminal.type('C-c');
    expect(await terminal.aftermath()).toBe('code 130 icanon echo, cursor shown');
  });

  it('shows no colour if none is wanted, and no prompt of its own kind with --accessible', async () => {
    start('--accessible');
    await terminal.shows(/1 {2}Watch a pattern/);
    expect(terminal.screen()).not.toMatch(/[›↑↓]/);
    terminal.type('q', 'Enter');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });
});

describe.skipIf(!hasTmux)('a menu on a small screen', () => {
  it('is never taller than it', async () => {
    const terminal = openTerminal(join(import.meta.dirname, '../..'), 60, 12);
    try {
      terminal.type(`clear; ${process.execPath} ${bin} run`, 'Enter');
      const screen = await terminal.shows(/type to search/);
      expect(screen.trimEnd().split('\n').length).toBeLessThanOrEqual(12);
      expect(screen).toContain('Watch a pattern:');
      terminal.type('Escape');
      expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
    } finally {
      terminal.close();
    }
  });
});
