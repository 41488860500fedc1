import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginScenario } from '../../src/workshop/begin-scenario.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'apilab-new-'));
  mkdirSync(join(root, 'scenarios/sse'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const begin = (word: string) => beginScenario(word, pathToFileURL(`${root}/`));
const read = (file: string) => readFileSync(join(root, 'scenarios/sse', file), 'utf8');

describe('npm run new', () => {
  it('makes a scenario with its parts, named as it is', async () => {
    const { folder, files } = await begin('sse/stop-204');
    expect(folder).toBe('scenarios/sse/stop-204/');
    expect([...files].sort()).toEqual([
      'cards.yaml',
      'chapter.md',
      'checks.ts',
      'counter.ts',
      'naive/counting.ts',
      'scenario.ts',
      'stop-204.test.ts',
    ]);
    expect(read('stop-204/cards.yaml')).toMatch(/^- id: sse-stop-204-/);
    expect(read('stop-204/scenario.ts')).toContain('draft: true');
  });

  it('lists what its wrong answers believe with the beliefs of the group, once', async () => {
    writeFileSync(join(root, 'scenarios/sse/misconceptions.yaml'), 'a-belief: It is believed.\n');
    await begin('sse/one');
    await begin('sse/two');
    expect(read('misconceptions.yaml')).toMatch(
      /^a-belief: .*\na-count-[^:]*: .*\nlooking-[^:]*: .*\n$/,
    );
    expect(existsSync(join(root, 'scenarios/sse/one/misconceptions.yaml'))).toBe(false);
  });

  it.each([
    ['', 'name a group and what it tells'],
    ['sse', 'name a group and what it tells'],
    ['sse/Stop', 'name a group and what it tells'],
    ['sse/../../x', 'name a group and what it tells'],
    ['ssx/stop', "there is no group 'ssx'; there are: sse"],
  ])('refuses %j', async (word, complaint) => {
    await expect(begin(word)).rejects.toThrow(complaint);
  });

  it('writes over nothing', async () => {
    cpSync(import.meta.dirname, join(root, 'scenarios/sse/here'), { recursive: true });
    await expect(begin('sse/here')).rejects.toThrow('scenarios/sse/here is there already');
  });
});
