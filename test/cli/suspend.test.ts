import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin } from './apilab.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

const root = join(import.meta.dirname, '../..');

/** 128 and the number of SIGTSTP, which is 20 on Linux and 18 elsewhere. */
const stopped = /^code 14[68] icanon echo, cursor shown$/;

describe.skipIf(!hasTmux)('a conversation that is stopped with Ctrl-Z', () => {
  let terminal: Terminal;
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'apilab-suspend-'));
    terminal = openTerminal(root);
  });
  afterEach(() => {
    terminal.close();
    rmSync(home, { recursive: true });
  });

  const start = (command: string) =>
    terminal.type(`APILAB_HOME=${home} ${process.execPath} ${bin} ${command}`, 'Enter');

  /** Stops what runs and lets it go on, on a screen that shows nothing of what was before. */
  async function stopAndGoOn(): Promise<void> {
    terminal.type('C-z');
    expect(await terminal.aftermath()).toMatch(stopped);
    terminal.type("clear; tmux clear-history; echo 'all clear'", 'Enter');
    await terminal.shows(/^all clear$/m);
    terminal.type('fg', 'Enter');
  }

  it.each([
    ['the menu', ''],
    ['a choice', 'choose'],
  ])('in %s goes on with its list', async (_, command) => {
    start(command);
    await terminal.shows(/Esc leave · q quit\s*$/);
    await stopAndGoOn();
    await terminal.shows(/Esc leave · q quit\s*$/);
    terminal.type('q');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it.each([
    ['a card', 'quiz sse', /s skip · q quit\s*$/],
    ['a lesson', 'learn sse', /l list · q quit\s*$/],
  ])('in %s goes on with single keys', async (_, command, keys) => {
    start(command);
    await terminal.shows(keys);
    await stopAndGoOn();
    await terminal.shows(keys);
    terminal.type('q');
    await terminal.shows(/q quit → q/);
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it('asks again where lines are typed', async () => {
    start('--accessible choose');
    await terminal.shows(/Type 1 to 3 to choose, [^:]*:\s*$/);
    await stopAndGoOn();
    await terminal.shows(/Type 1 to 3 to choose, [^:]*:\s*$/);
    terminal.type('q', 'Enter');
    await terminal.shows(/press Enter: q/);
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });
});
