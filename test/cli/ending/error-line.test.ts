import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { apilab, bin } from '../apilab.ts';
import { hasTmux, openTerminal, type Terminal } from '../tmux.ts';

const root = join(import.meta.dirname, '../../..');
const message =
  "apilab: there is no lesson 'shop'; there are: rest, idem, res, hook, sse, ws, grpc, gql";

describe('what went wrong', () => {
  it('stays on its line where it goes to a file or a pipe', async () => {
    const { stderr } = await apilab(['learn', 'shop'], { env: { COLUMNS: '40' } });
    expect(stderr).toBe(`${message}\n`);
  });

  describe.skipIf(!hasTmux)('in a real terminal', () => {
    let terminal: Terminal | undefined;
    afterEach(() => terminal?.close());

    it.each([40, 80])('is broken between words at %d columns', async (columns) => {
      terminal = openTerminal(root, columns);
      terminal.type(`clear; ${process.execPath} ${bin} learn shop`, 'Enter');
      const screen = await terminal.shows(/gql\n/);
      const lines = screen.slice(screen.indexOf('apilab: ')).split('\n');
      const told = lines.slice(0, lines.findIndex((line) => line.endsWith('gql')) + 1);
      expect(told.length).toBeGreaterThan(1);
      expect(Math.max(...told.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(told.map((line) => line.trim()).join(' ')).toBe(message);
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
