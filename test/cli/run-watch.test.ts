import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { apilab, finished, start } from './apilab.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-watch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A scenario that says something, in what it does and in a file that it imports. */
const saying = (text: string, behind = '') => `
import { correct, defineScenario } from 'apilab';
import { beside } from './beside.ts';
export default defineScenario({
  title: 'Say', claim: 'Something is said.', variants: { only: correct('It says it.') }, checks: {},
  async play(lab) {
    await lab.step('say', 'Say it', async () => lab.note('${text} ' + beside));
    ${behind}
  },
});
`;
const waiting = (text: string) => saying(text, 'await lab.clock.sleep(600_000);');
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const beside = (text: string) => write('beside.ts', `export const beside = '${text}';`);

/** Starts it, and waits for texts in the order in which they are to come. */
function watching(file: string, ...options: readonly string[]) {
  const child = start(['run', '--watch', file, ...options], { cwd: folder });
  onTestFinished(() => void child.kill());
  let told = '';
  const take = (text: string) => {
    told += text;
  };
  child.stdout?.setEncoding('utf8').on('data', take);
  child.stderr?.setEncoding('utf8').on('data', take);
  return {
    child,
    async tells(text: string) {
      await expect.poll(() => told, { timeout: 30_000 }).toContain(text);
      // What is told next comes behind it.
      told = told.slice(told.indexOf(text) + text.length);
    },
  };
}

describe('run --watch', () => {
  it('plays again on save, whatever was saved, and ends on Ctrl-C', async () => {
    write('mine.ts', saying('one'));
    beside('alone');
    const { child, tells } = watching('mine.ts');
    await tells('one alone');
    await tells('watching mine.ts');
    write('mine.ts', saying('two'));
    await tells('mine.ts was saved');
    await tells('two alone');
    await tells('watching mine.ts');
    write('mine.ts', 'export default {');
    await tells('mine.ts cannot be played: line 1');
    await tells('watching mine.ts');
    beside('again');
    write('mine.ts', saying('three'));
    await tells('three again');
    child.kill('SIGINT');
    const { code } = await finished(child);
    expect(code).toBe(130);
  });

  it('ends a run that goes on when it is saved, or when Ctrl-C ends it', async () => {
    beside('alone');
    write('mine.ts', waiting('one'));
    const { child, tells } = watching(join(folder, 'mine.ts'), '--pace', 'real');
    await tells('one alone');
    write('mine.ts', waiting('two'));
    await tells('two alone');
    child.kill('SIGINT');
    expect((await finished(child)).code).toBe(130);
    const left = spawnSync('pgrep', ['-f', folder], { encoding: 'utf8' });
    expect(left.stdout ?? '').toBe('');
  });

  it.each([
    [[], '--watch goes with one file of your own', 2],
    [['sse-replay'], '--watch goes with one file of your own', 2],
    [['./no-such.ts'], 'there is no file ./no-such.ts', 3],
  ])('%j: says why not', async (ids, why, expected) => {
    const { code, stderr } = await apilab(['run', '--watch', ...ids], { cwd: folder });
    expect(code).toBe(expected);
    expect(stderr).toContain(why);
  });
});
