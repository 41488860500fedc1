import { spawnSync } from 'node:child_process';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { noProgress, type Progress } from '../../src/progress/progress.ts';
import { readProgress } from '../../src/progress/read.ts';
import { openProgress } from '../../src/progress/store.ts';
import { answered, lessonLeft } from './examples.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

let home: string;
let path: string;
let said: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'apilab-progress-'));
  path = join(home, 'kept', 'progress.json');
  said = [];
});
afterEach(() => rmSync(home, { recursive: true }));

const open = (file = path) =>
  openProgress({ path: file, warn: (sentence) => said.push(sentence), now: () => NOW });

const withCard =
  (id: string) =>
  (progress: Progress): Progress => ({
    ...progress,
    cards: { ...progress.cards, [id]: answered },
  });

/** What lies in the folder of the file. */
const names = () => readdirSync(join(home, 'kept')).sort();

function keep(text: string): void {
  mkdirSync(join(home, 'kept'));
  writeFileSync(path, text);
}

/** A process id that belonged to a process which has ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '0']).pid;

describe('the progress store', () => {
  it('begins with nothing, and without a file', () => {
    expect(open().read()).toEqual(noProgress);
    expect(existsSync(path)).toBe(false);
    expect(said).toEqual([]);
  });

  it('keeps what was changed, in a file and nothing beside it', () => {
    open().update(withCard('sse-retry'));
    expect(open().read().cards).toEqual({ 'sse-retry': answered });
    expect(names()).toEqual(['progress.json']);
  });

  it('keeps what another program wrote in the meantime', () => {
    const [one, other] = [open(), open()];
    one.update(withCard('sse-retry'));
    other.update((progress) => ({ ...progress, lessons: { sse: lessonLeft } }));
    one.update(withCard('ws-close'));
    expect(open().read()).toEqual({
      version: 1,
      lessons: { sse: lessonLeft },
      cards: { 'sse-retry': answered, 'ws-close': answered },
    });
  });

  it('sets a damaged file aside, says so, and begins anew', () => {
    keep('{"version":1,');
    const store = open();
    store.update(withCard('sse-retry'));
    expect(names()).toEqual(['progress-damaged-20260301T120000Z.json', 'progress.json']);
    expect(readFileSync(join(home, 'kept', names()[0] ?? ''), 'utf8')).toBe('{"version":1,');
    expect(said).toEqual([
      expect.stringMatching(/was damaged \(it is not JSON\); it is now .*damaged-2026.*over$/),
    ]);
  });

  it('sets a second damaged file of the same second aside under another name', () => {
    keep('one');
    open().read();
    writeFileSync(path, 'two');
    open().read();
    expect(names()).toEqual([
      'progress-damaged-20260301T120000Z-2.json',
      'progress-damaged-20260301T120000Z.json',
    ]);
  });

  it('refuses the file of a later version and leaves it alone', () => {
    keep('{"version":7,"future":true}');
    const store = open();
    const refusal = expect.objectContaining({ code: 'later-version' });
    expect(() => store.read()).toThrow(refusal);
    expect(() => store.update(withCard('sse-retry'))).toThrow(refusal);
    expect(readFileSync(path, 'utf8')).toBe('{"version":7,"future":true}');
    expect(names()).toEqual(['progress.json']);
  });

  it('says once that nothing can be kept, and goes on', () => {
    writeFileSync(join(home, 'file'), '');
    const store = open(join(home, 'file', 'progress.json'));
    store.update(withCard('sse-retry'));
    store.update(withCard('ws-close'));
    expect(Object.keys(store.read().cards)).toEqual(['sse-retry', 'ws-close']);
    expect(said).toEqual([expect.stringContaining('its folder is a file; nothing is kept')]);
  });

  it.skipIf(!existsSync('/proc/self'))('goes on where no folder can be made at all', () => {
    open('/proc/apilab/kept/progress.json').update(withCard('sse-retry'));
    expect(said).toEqual([expect.stringContaining('its folder cannot be made; nothing is kept')]);
  });

  it('says of a file system that is read-only that it is, also where its folder is not there', () => {
    const { mkdirSync: make } = fs;
    onTestFinished(() => {
      fs.mkdirSync = make;
      syncBuiltinESMExports();
    });
    // As Node does it: with `recursive`, the truth is lost.
    fs.mkdirSync = ((folder: string, options?: { readonly recursive?: boolean }) => {
      const code = options?.recursive ? 'ENOENT' : 'EROFS';
      throw Object.assign(new Error(`${code}: mkdir '${folder}'`), { code, syscall: 'mkdir' });
    }) as typeof make;
    syncBuiltinESMExports();
    open().update(withCard('sse-retry'));
    expect(said).toEqual([
      expect.stringContaining('the file system is read-only; nothing is kept'),
    ]);
  });

  it('does not overwrite what it cannot read', () => {
    mkdirSync(path, { recursive: true });
    const store = open();
    store.update(withCard('sse-retry'));
    expect(names()).toEqual(['progress.json']);
    expect(said).toEqual([expect.stringContaining('it is a folder; nothing is kept')]);
  });

  it('removes what killed programs left half written, and nothing of living ones', () => {
    keep('');
    const living = `progress.json.${process.ppid}.part`;
    const parts = [living, `progress.json.${deadPid()}.part`, 'notes.json.1.part'];
    for (const part of parts) writeFileSync(join(home, 'kept', part), '{');
    utimesSync(join(home, 'kept', living), NOW, NOW);
    open();
    expect(names()).toEqual(['notes.json.1.part', 'progress.json', living]);
  });

  it('removes an old part though its process id is in use again', () => {
    keep('');
    const part = join(home, 'kept', `progress.json.${process.ppid}.part`);
    writeFileSync(part, '{');
    const longAgo = new Date(NOW.getTime() - 2 * 3_600_000);
    utimesSync(part, longAgo, longAgo);
    open();
    expect(names()).toEqual(['progress.json']);
  });

  it('keeps the former file beside the one that replaces it', () => {
    keep('whatever it was');
    const aside = open().replace(withCard('ws-close')(noProgress), 'import');
    expect(aside).toBe(join(home, 'kept', 'progress-before-import-20260301T120000Z.json'));
    expect(readFileSync(aside ?? '', 'utf8')).toBe('whatever it was');
    expect(open().read().cards).toEqual({ 'ws-close': answered });
  });

  it('has nothing to keep beside where nothing was', () => {
    expect(open().replace(noProgress, 'import')).toBeUndefined();
    expect(names()).toEqual(['progress.json']);
  });

  it.each([
    ['is empty', ''],
    ['says that nothing was learned', JSON.stringify(noProgress)],
    ['says the same', JSON.stringify(withCard('ws-close')(noProgress))],
  ])('has nothing to keep beside where the file %s', (_, text) => {
    keep(text);
    expect(open().replace(withCard('ws-close')(noProgress), 'import')).toBeUndefined();
    expect(names()).toEqual(['progress.json']);
    expect(open().read().cards).toEqual({ 'ws-close': answered });
  });

  it('names what stands in the place of its lock', () => {
    keep('');
    writeFileSync(`${path}.lock`, '');
    open().update(withCard('sse-retry'));
    expect(said).toEqual([
      expect.stringContaining(`${path}.lock is in the way; remove it; nothing`),
    ]);
    expect(names()).toEqual(['progress.json', 'progress.json.lock']);
  });

  it('takes a link for no lock, and touches nothing behind it', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'apilab-test-'));
    mkdirSync(join(elsewhere, '2023'));
    writeFileSync(join(elsewhere, '99999999'), 'x');
    keep('');
    symlinkSync(elsewhere, `${path}.lock`);
    open().update(withCard('sse-retry'));
    expect(said).toEqual([expect.stringContaining(`${path}.lock is in the way; remove it`)]);
    expect(readdirSync(elsewhere)).toEqual(['2023', '99999999']);
    rmSync(elsewhere, { recursive: true });
  });

  it('sets aside what is longer than progress can be', () => {
    keep('');
    truncateSync(path, 3 * 1024 ** 3);
    expect(open().read()).toEqual(noProgress);
    expect(said).toEqual([expect.stringContaining('it is longer than 64 MiB')]);
  });

  it('reads a file that an editor of Windows wrote again', () => {
    keep(`\uFEFF${JSON.stringify(withCard('ws-close')(noProgress))}`);
    expect(open().read().cards).toEqual({ 'ws-close': answered });
    expect(said).toEqual([]);
  });

  it('keeps nothing in a device, and does not touch it', () => {
    symlinkSync('/dev/null', join(home, 'device'));
    const store = open(join(home, 'device'));
    store.update(withCard('sse-retry'));
    expect(Object.keys(store.read().cards)).toEqual(['sse-retry']);
    expect(said).toEqual([
      expect.stringContaining('it is a device or a pipe, not a file; nothing'),
    ]);
    expect(() => store.replace(noProgress, 'reset')).toThrow('it is a device or a pipe');
  });
});

describe('a file behind a link', () => {
  beforeEach(() => mkdirSync(join(home, 'kept')));

  it('is changed where it is, and stays behind it', () => {
    const target = join(home, 'dotfiles.json');
    writeFileSync(target, JSON.stringify(withCard('sse-retry')(noProgress)));
    symlinkSync(join('..', 'dotfiles.json'), path);
    open().update(withCard('ws-close'));
    expect(readlinkSync(path)).toBe(join('..', 'dotfiles.json'));
    expect(Object.keys(readProgress(target).cards)).toEqual(['sse-retry', 'ws-close']);
    expect(names()).toEqual(['progress.json']);
  });

  it('is made where the link leads to nothing yet, with its folder', () => {
    symlinkSync(join('..', 'first'), path);
    symlinkSync(join('dotfiles', 'progress.json'), join(home, 'first'));
    open().update(withCard('ws-close'));
    expect(readlinkSync(path)).toBe(join('..', 'first'));
    const target = join(home, 'dotfiles', 'progress.json');
    expect(readProgress(target).cards).toEqual({ 'ws-close': answered });
  });

  it('is set aside where it is, and begun anew there', () => {
    const target = join(home, 'dotfiles.json');
    writeFileSync(target, '{');
    symlinkSync(target, path);
    open().update(withCard('ws-close'));
    expect(readlinkSync(path)).toBe(target);
    expect(readFileSync(join(home, 'dotfiles-damaged-20260301T120000Z.json'), 'utf8')).toBe('{');
    expect(readProgress(target).cards).toEqual({ 'ws-close': answered });
  });

  it('is not kept where the link leads back to itself', () => {
    symlinkSync(path, path);
    open().update(withCard('ws-close'));
    expect(said).toEqual([expect.stringContaining('it is a link that leads back to itself')]);
  });
});

describe('reading progress and changing nothing', () => {
  it('is a beginning where nothing was kept', () => {
    expect(readProgress(path)).toEqual(noProgress);
    expect(existsSync(join(home, 'kept'))).toBe(false);
  });

  it.each([
    ['{"version":1,', 'damaged', / is damaged \(it is not JSON\)$/],
    ['{"version":7}', 'later-version', /: it was written by a newer apilab \(version 7; /],
  ])('refuses %s and leaves it where it is', (content, code, message) => {
    keep(content);
    expect(() => readProgress(path)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
    expect(names()).toEqual(['progress.json']);
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it.each([
    ['a folder', 'it is a folder', () => mkdirSync(path, { recursive: true })],
    ['in a file', 'its folder is a file', () => writeFileSync(join(home, 'kept'), '')],
    [
      'a link to nothing',
      'is a link to a file that is not there',
      () => {
        mkdirSync(join(home, 'kept'));
        symlinkSync('nowhere', path);
      },
    ],
  ])('refuses what is %s', (_, message, make) => {
    make();
    expect(() => readProgress(path)).toThrow(
      expect.objectContaining({ code: 'unreadable', message: expect.stringContaining(message) }),
    );
  });
});
