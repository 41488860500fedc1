import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noProgress } from '../../src/progress/progress.ts';
import { answered, lessonLeft } from '../progress/examples.ts';
import { apilab, finished, start } from './apilab.ts';

const one = { ...noProgress, cards: { 'sse-retry': answered } };
const other = { ...noProgress, lessons: { sse: lessonLeft }, cards: {} };

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'apilab-progress-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const env = () => ({ APILAB_HOME: join(home, 'kept') });
const progress = (...args: readonly string[]) => apilab(['progress', ...args], { env: env() });
const names = () => readdirSync(join(home, 'kept')).sort();
const read = (name: string) => JSON.parse(readFileSync(join(home, name), 'utf8'));

function write(name: string, content: unknown): string {
  const path = join(home, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('apilab progress', () => {
  it('prints where progress is kept', async () => {
    const { stdout, code } = await progress('path');
    expect(stdout).toBe(`${join(home, 'kept', 'progress.json')}\n`);
    expect(code).toBe(0);
  });

  it('exports what it imported, to standard output and to a file', async () => {
    await progress('import', write('one.json', one));
    const { stdout } = await progress('export');
    expect(JSON.parse(stdout)).toEqual(one);
    await progress('export', '-o', join(home, 'out.json'));
    expect(read('out.json')).toEqual(one);
  });

  it('exports a beginning where nothing is kept', async () => {
    expect(JSON.parse((await progress('export')).stdout)).toEqual(noProgress);
  });

  it('keeps what was there beside an import, and says so', async () => {
    await progress('import', write('one.json', one));
    const { stderr, code } = await progress('import', write('other.json', other));
    expect(stderr).toMatch(
      /^0 cards and 1 lesson imported; progress is kept in .*progress\.json\.$/m,
    );
    expect(stderr).toMatch(/^What was there before is now .*progress-before-import-.*\.json\.$/m);
    expect(code).toBe(0);
    const [before = '', now] = names();
    expect([read(join('kept', before)), now]).toEqual([one, 'progress.json']);
    expect(read('kept/progress.json')).toEqual(other);
  });

  it('imports from standard input', async () => {
    const child = start(['progress', 'import', '-'], { env: env(), stdio: 'pipe' });
    child.stdin?.end(JSON.stringify(one));
    expect((await finished(child)).code).toBe(0);
    expect(read('kept/progress.json')).toEqual(one);
  });

  it.each([
    ['not JSON', 'it is not JSON'],
    ['{"version":1,"lessons":[],"cards":{}}', 'lessons is no object'],
    ['{"version":2,"lessons":{},"cards":{}}', 'it has version 2'],
  ])('refuses to import %s and changes nothing', async (content, reason) => {
    await progress('import', write('one.json', one));
    const { stderr, code } = await progress('import', write('bad.json', content));
    expect(stderr).toContain(`bad.json is no progress of apilab: ${reason}`);
    expect(code).toBe(2);
    expect(names()).toEqual(['progress.json']);
    expect(read('kept/progress.json')).toEqual(one);
  });

  it('says what cannot be read or written', async () => {
    const missing = await progress('import', join(home, 'missing.json'));
    expect(missing.stderr).toMatch(/missing\.json cannot be read: ENOENT/);
    expect(missing.code).toBe(3);
    const nowhere = await progress('export', '-o', join(home, 'nowhere', 'out.json'));
    expect(nowhere.stderr).toMatch(/out\.json cannot be written: its folder does not exist/);
    expect(nowhere.code).toBe(3);
  });

  it('resets only where that is meant', async () => {
    await progress('import', write('one.json', one));
    const { stderr, code } = await progress('reset');
    expect(stderr).toContain('apilab progress reset --yes');
    expect(code).toBe(2);
    expect(read('kept/progress.json')).toEqual(one);
  });

  it('keeps what was there beside a reset', async () => {
    await progress('import', write('one.json', one));
    const { stderr, code } = await progress('reset', '--yes');
    expect(stderr).toMatch(
      /^You begin anew\. What was there before is now .*before-reset.*json\.$/m,
    );
    expect(code).toBe(0);
    expect(read('kept/progress.json')).toEqual(noProgress);
    expect(read(join('kept', names()[0] ?? ''))).toEqual(one);
  });
});
