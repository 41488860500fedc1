import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../src/lab/catalogue/entry.ts';
import { hasTmux, openTerminal } from './tmux.ts';

const root = join(import.meta.dirname, '../..');

/** The program with a catalogue of 140 scenarios: those that there are, again and again, in their groups. */
function withManyScenarios(folder: string): void {
  for (const part of ['bin', 'dist', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const index = join(folder, 'dist/catalogue.json');
  const entries: readonly CatalogueEntry[] = JSON.parse(readFileSync(index, 'utf8'));
  const finished = entries.filter(({ draft }) => !draft);
  const more = Array.from({ length: 140 - finished.length }, (_, at) => {
    const entry = finished[at % finished.length];
    if (entry === undefined) throw new Error('there are scenarios');
    const name = `${entry.name}-${at}`;
    return { ...entry, name, id: `${entry.group}-${name}`, title: `${entry.title}, again (${at})` };
  });
  writeFileSync(index, JSON.stringify([...finished, ...more]));
}

describe.skipIf(!hasTmux)('with 140 scenarios', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'apilab-many-'));
    withManyScenarios(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  describe.each([
    [80, 24],
    [40, 24],
    [80, 10],
    [40, 10],
  ])('a screen of %i columns and %i rows', (columns, rows) => {
    it('shows the groups, then their scenarios, and never more than fit', async () => {
      const terminal = openTerminal(folder, columns, rows);
      const screen = async (pattern: RegExp) => {
        const text = await terminal.shows(pattern);
        const lines = text.trimEnd().split('\n');
        expect(lines.length, text).toBeLessThanOrEqual(rows);
        expect(Math.max(...lines.map(({ length }) => length)), text).toBeLessThanOrEqual(columns);
      };
      try {
        terminal.type('clear; APILAB_HOME=$PWD/home node bin/apilab.js run; clear', 'Enter');
        await screen(/Watch a pattern:[\s\S]*› REST and HTTP[\s\S]*type to search/);
        terminal.type('Enter');
        await screen(/REST and HTTP semantics[\s\S]*› Create, read[\s\S]*Esc back/);
        terminal.type('Escape');
        await screen(/Watch a pattern:/);
        // Another word, an id, a case: each finds.
        for (const [typed, found] of [
          ['eventsource', /› Resume a dropped/],
          ['hook-verify', /› Verify a webhook/],
          ['sse-retry-field', /› Resume a dropped/],
        ] as const) {
          terminal.type(typed);
          await screen(found);
          for (const _ of typed) terminal.type('BSpace');
          await screen(/› REST and HTTP/);
        }
        terminal.type('Escape');
        await terminal.shows(/ready> *\n*$/);
      } finally {
        terminal.close();
      }
    });
  });

  it('lists them in lines that fit, with their groups', async () => {
    const terminal = openTerminal(folder, 80, 24);
    try {
      terminal.type('clear; node bin/apilab.js list > listed; wc -l < listed', 'Enter');
      await terminal.shows(/^\d+$/m);
      const lines = readFileSync(join(folder, 'listed'), 'utf8').split('\n');
      expect(lines.filter((line) => /^ {2}[a-z]/.test(line))).toHaveLength(140);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    } finally {
      terminal.close();
    }
  });
});
