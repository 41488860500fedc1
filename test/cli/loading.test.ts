import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { bin } from './apilab.ts';

const house = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'apilab-loading-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The files of code that a program loads, as paths from the house; Node's own left out. */
function loadedBy(name: string, args: readonly string[]): readonly string[] {
  const coverage = join(folder, name);
  const { status } = spawnSync(process.execPath, args, {
    cwd: house,
    // What V8 has seen is what was loaded, imported or required.
    env: { ...process.env, NODE_V8_COVERAGE: coverage },
  });
  expect(status).toBe(0);
  const urls = readdirSync(coverage).flatMap((file) => {
    const { result }: { result: readonly { url: string }[] } = JSON.parse(
      readFileSync(join(coverage, file), 'utf8'),
    );
    return result.flatMap(({ url }) => (url.startsWith('file:') ? [fileURLToPath(url)] : []));
  });
  return [...new Set(urls)].map((path) => relative(house, path));
}

/*
 * Start-up is mostly the loading of code. Each limit is some tenth above what was loaded when it was set. Neither
 * grows with the scenarios: whoever meets it loads something that can wait, or nobody asked for.
 */
test.for([
  { words: '--help', files: 13, kB: 165 },
  { words: 'list', files: 19, kB: 205 },
  { words: 'explain etag', files: 26, kB: 360 },
  { words: 'run sse-replay', files: 118, kB: 1_850 },
])('apilab $words loads at most $files files, $kB kB', ({ words, files, kB }) => {
  const loaded = loadedBy(words.replaceAll(' ', '-'), [bin, ...words.split(' ')]);
  const bytes = loaded.reduce((sum, file) => sum + statSync(join(house, file)).size, 0);
  expect(loaded.length).toBeLessThanOrEqual(files);
  expect(bytes / 1000).toBeLessThanOrEqual(kB);
});

test('of the scenarios, a run loads the one that it plays', () => {
  const loaded = loadedBy('one', [bin, 'run', 'sse-replay']);
  const scenarios = loaded.filter((file) => file.includes('scenarios/'));
  expect(scenarios.filter((file) => !file.startsWith('dist/scenarios/sse/'))).toEqual([]);
  expect(scenarios).not.toEqual([]);
});

test('what imports the lab loads nothing of the command line', () => {
  const loaded = loadedBy('imported', [
    '-e',
    "import('apilab').then(() => import('apilab/testing'))",
  ]);
  expect(loaded).toContain('dist/src/index.js');
  expect(loaded.filter((file) => /(^|\/)(cli|commander)\//.test(file))).toEqual([]);
});
