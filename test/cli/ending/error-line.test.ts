import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { apilab, bin } from '../apilab.ts';
import { hasTmux, openTerminal, type Terminal } from '../tmux.ts';

const root = join(import.meta.dirname, '../../..');
/** What is said of a lesson that is none, and which there are, on a line of its own. */
const { stderr: message } = await apilab(['learn', 'shop'], { env: { COLUMNS: '40' } });
const last = message.trimEnd().split(' ').at(-1) ?? '';

describe('what went wrong', () => {
  it('stays on its line if it goes to a file or a pipe', () => {
    expect(message).toMatch(/^apilab: there is no lesson 'shop'; there are: [a-z, ]{20,}\n$/);
  });

  describe.skipIf(!hasTmux)('in a real terminal', () => {
    let terminal: Terminal | undefined;
    afterEach(() => terminal?.close());

    it.each([40, 80])('is broken between words at %d columns', async (columns) => {
      terminal = openTerminal(root, columns);
      terminal.type(`clear; ${process.execPath} ${bin} learn shop`, 'Enter');
      const screen = await terminal.shows(new RegExp(`${last}\\n`));
      const lines = screen.slice(screen.indexOf('apilab: ')).split('\n');
      const told = lines.slice(0, lines.findIndex((line) => line.endsWith(last)) + 1);
      expect(told.length).toBeGreaterThan(1);
      expect(Math.max(...told.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(told.map((line) => line.trim()).join(' ')).toBe(message.trimEnd());
    });

    it('is broken between words where it is told of progress', async () => {
      terminal = openTerminal(root);
      const home = join(root, 'package.json', 'kept');
      terminal.type(`clear; APILAB_HOME=${home} ${process.execPath} ${bin} learn --list`, 'Enter');
      const screen = await terminal.shows(/from\s+here on\n/);
      const told = screen.slice(screen.indexOf('apilab: progress'), screen.indexOf('here on'));
      expect(told).toMatch(/its\s+folder\s+is\s+a\s+file/);
      expect(Math.max(...told.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    });
  });
});
