import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardOutlines } from '../../src/content/deck.ts';
import { noProgress } from '../../src/progress/progress.ts';
import { answered, lessonLeft } from '../progress/examples.ts';
import { apilab, bin, finished, start } from './apilab.ts';
import { hasTmux, openTerminal } from './tmux.ts';

const one = { ...noProgress, cards: { 'sse-retry': answered } };
const other = { ...noProgress, lessons: { sse: lessonLeft }, cards: {} };

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'apilab-progress-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const env = () => ({ APILAB_HOME: join(home, 'kept') });
const progress = (...args: readonly string[]) => apilab(['progress', ...args], { env: env() });

/** Imports from a pipe to which the second piece is written once the first was read. */
async function importPieces(first: string, second = '') {
  const child = start(['progress', 'import', '-'], { env: env(), stdio: 'pipe' });
  child.stdin?.write(first, () => child.stdin?.end(second));
  return finished(child);
}

const names = () => readdirSync(join(home, 'kept')).sort();
const read = (name: string) => JSON.parse(readFileSync(join(home, name), 'utf8'));

function write(name: string, content: unknown): string {
  const path = join(home, name);
  const isWritten = typeof content === 'string' || Buffer.isBuffer(content);
  writeFileSync(path, isWritten ? content : JSON.stringify(content));
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
    expect(stderr).toMatch(/^Imported: 1 lesson\. Progress is kept in .*progress\.json\.$/m);
    expect(stderr).toMatch(/^What was there before is now .*progress-before-import-.*\.json\.$/m);
    expect(code).toBe(0);
    const [before = '', now] = names();
    expect([read(join('kept', before)), now]).toEqual([one, 'progress.json']);
    expect(read('kept/progress.json')).toEqual(other);
  });

  it('imports from a pipe, however late the other end writes', async () => {
    // More than a pipe holds: what comes after it waits until the program reads.
    const { code, stderr } = await importPieces(' '.repeat(2 ** 20), JSON.stringify(one));
    expect(stderr).toMatch(/^Imported: 1 card\./);
    expect(code).toBe(0);
    expect(read('kept/progress.json')).toEqual(one);
  });

  it.skipIf(!hasTmux)('imports what is typed in a terminal, up to Ctrl-D', async () => {
    const terminal = openTerminal(home);
    try {
      const command = `APILAB_HOME=${env().APILAB_HOME} ${process.execPath} ${bin}`;
      terminal.type(`${command} progress import -`, 'Enter');
      await terminal.shows(/end it with Ctrl-D on a line of its own/);
      terminal.type(JSON.stringify(one), 'Enter', 'C-d');
      await terminal.shows(/Imported: 1 card\./);
      expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
    } finally {
      terminal.close();
    }
    expect(read('kept/progress.json')).toEqual(one);
  });

  it('imports what PowerShell writes', async () => {
    const utf16 = Buffer.from(`\uFEFF${JSON.stringify(one)}\r\n`, 'utf16le');
    expect((await progress('import', write('one.json', utf16))).code).toBe(0);
    expect(read('kept/progress.json')).toEqual(one);
  });

  it('reads no more than progress can be', async () => {
    const { code, stderr } = await importPieces(' '.repeat(64 * 2 ** 20 + 1));
    expect(stderr).toBe(
      'apilab: standard input is longer than 64 MiB; a progress file is never that long\n',
    );
    expect(code).toBe(2);
  });

  it.skipIf(!existsSync('/dev/full'))('reads no device without end', async () => {
    const { code, stderr } = await progress('import', '/dev/full');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'apilab: /dev/full is longer than 64 MiB; a progress file is never that long\n',
    });
  });

  it.each([
    ['', 'is not apilab progress: it is empty'],
    ['not JSON', 'is not apilab progress: it is not JSON'],
    ['{"version":1,"lessons":[],"cards":{}}', 'is not apilab progress: lessons is not an object'],
    ['{"version":0,"lessons":{},"cards":{}}', 'is not apilab progress: version 0 is not known'],
    [
      '{"version":2,"lessons":{},"cards":{}}',
      'cannot be imported: it was written by a newer apilab',
    ],
  ])('refuses to import %s and changes nothing', async (content, reason) => {
    await progress('import', write('one.json', one));
    const { stderr, code } = await progress('import', write('bad.json', content));
    expect(stderr).toContain(`bad.json ${reason}`);
    expect(code).toBe(2);
    expect(names()).toEqual(['progress.json']);
    expect(read('kept/progress.json')).toEqual(one);
  });

  it('says what cannot be read or written', async () => {
    const missing = await progress('import', join(home, 'missing.json'));
    expect(missing.stderr).toMatch(/missing\.json cannot be read: it does not exist\n$/);
    expect(missing.code).toBe(3);
    const folder = await progress('import', home);
    expect(folder.stderr).toMatch(/ cannot be read: it is a folder\n$/);
    expect(folder.code).toBe(3);
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
      /^You start over\. What was there before is now .*before-reset.*json\.$/m,
    );
    expect(code).toBe(0);
    expect(read('kept/progress.json')).toEqual(noProgress);
    expect(read(join('kept', names()[0] ?? ''))).toEqual(one);
  });

  it.skipIf(!hasTmux)('asks nothing before a reset where there is nothing to lose', async () => {
    const terminal = openTerminal(home);
    try {
      const command = `APILAB_HOME=${env().APILAB_HOME} ${process.execPath} ${bin}`;
      terminal.type(`${command} progress reset`, 'Enter');
      await terminal.shows(/There is no progress to reset\.\s+ready>/);
    } finally {
      terminal.close();
    }
  });

  it.each([[['exprt'], "there is no command 'progress exprt'; did you mean 'export'?"]])(
    'says in a line what it can do, for %j',
    async (words, line) => {
      const { code, stdout, stderr } = await progress(...words);
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: '',
        stderr: `apilab: ${line}\n`,
      });
    },
  );
});

describe('what is known', () => {
  it('is said on one screen, and as JSON', async () => {
    const card = (await cardOutlines()).find(({ group }) => group === 'sse');
    const cards = { [card?.id ?? '']: { ...answered, revision: card?.revision ?? 1 } };
    await progress('import', write('card.json', { ...noProgress, cards }));
    const { code, stdout } = await progress();
    expect(stdout).toMatch(/^ {2}You know 0 of \d+ cards, 0 of \d+ lessons\./);
    expect(stdout).toMatch(/^ {2}sse +░{10} 0 of \d+ +0 +1 /m);
    expect(stdout).toContain('Next: `apilab quiz --due`');
    expect(code).toBe(0);
    const { groups, forecast } = JSON.parse((await progress('--json')).stdout);
    expect(groups.map(({ id }: { id: string }) => id)).toContain('sse');
    expect(forecast).toMatchObject({ now: 1, later: 0 });
  });

  it('is nothing where nothing was learned', async () => {
    const { code, stdout } = await progress();
    expect(stdout).toContain('apilab quiz --diagnose');
    expect(code).toBe(0);
  });
});

describe('an export of what cannot be read', () => {
  const damaged = () => {
    mkdirSync(join(home, 'kept'));
    writeFileSync(join(home, 'kept', 'progress.json'), '{"version":1,');
  };

  it('is none: exit code 3, nothing printed, nothing moved', async () => {
    damaged();
    const { code, stdout, stderr } = await progress('export');
    expect(stderr).toMatch(
      /^apilab: nothing is exported: .*progress\.json is damaged \(it is not JSON\)\n$/,
    );
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(names()).toEqual(['progress.json']);
  });

  it('leaves the copy of before alone', async () => {
    damaged();
    const { code } = await progress('export', '-o', write('copy.json', one));
    expect(code).toBe(3);
    expect(read('copy.json')).toEqual(one);
  });

  it('is none either where a folder is in its place, or a file in that of its folder', async () => {
    mkdirSync(join(home, 'kept', 'progress.json'), { recursive: true });
    const folder = await progress('export');
    expect(folder.stderr).toMatch(/progress\.json cannot be read: it is a folder\n$/);
    expect(folder).toMatchObject({ code: 3, stdout: '' });
    const inFile = await apilab(['progress', 'export'], {
      env: { APILAB_HOME: join(write('file', ''), 'x') },
    });
    expect(inFile.stderr).toMatch(/progress\.json cannot be read: its folder is a file\n$/);
    expect(inFile).toMatchObject({ code: 3, stdout: '' });
  });
});
