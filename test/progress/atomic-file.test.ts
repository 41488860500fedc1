import { fork } from 'node:child_process';
import { once } from 'node:events';
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
import { removeLeftovers, rewrite } from '../../src/progress/atomic-file.ts';
import { ownName } from '../../src/progress/process-life.ts';

/** Whoever may live is waited for: only who is gone for certain is not in the way. */
const FOR_EVER = Number.POSITIVE_INFINITY;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-atomic-'));
  path = join(folder, 'progress.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = () => readFileSync(path, 'utf8');

/** A lock as a process of this name leaves it. */
function leaveLock(name: string): void {
  mkdirSync(`${path}.lock`);
  writeFileSync(join(`${path}.lock`, name), 'half a te');
}

/** A process that is killed with SIGKILL while it rewrites the file. */
async function killedInside(): Promise<void> {
  const script = join(import.meta.dirname, 'killed-process.ts');
  const child = fork(script, [path], { execArgv: ['--import', 'tsx'] });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
}

describe('rewriting a file', () => {
  it('leaves nothing beside it', () => {
    rewrite(path, () => 'text');
    expect(text()).toBe('text');
    expect(readdirSync(folder)).toEqual(['progress.json']);
  });

  it('leaves it as it was where there is nothing to write, and where composing fails', () => {
    rewrite(path, () => 'text');
    rewrite(path, () => undefined);
    const failing = () => {
      throw new Error('no text');
    };
    expect(() => rewrite(path, failing)).toThrow('no text');
    expect(text()).toBe('text');
    expect(readdirSync(folder)).toEqual(['progress.json']);
  });

  it('goes through at once where a process was killed in the middle of it', async () => {
    rewrite(path, () => 'former');
    await killedInside();
    expect(readdirSync(folder)).toEqual(['progress.json', 'progress.json.lock']);
    rewrite(path, () => `${text()}, and more`, FOR_EVER);
    expect(text()).toBe('former, and more');
    expect(readdirSync(folder)).toEqual(['progress.json']);
  });

  it.skipIf(!existsSync('/proc/self/stat'))(
    'goes through at once where the id of a killed process is in use again',
    () => {
      leaveLock(`${process.pid}-1-0a1b2c3d4e5f`);
      rewrite(path, () => 'text', FOR_EVER);
      expect(text()).toBe('text');
    },
  );

  it.each([
    ['a process that lives and does not go on', ownName()],
    ['somebody it knows nothing of', 'somebody'],
  ])('waits no longer than it has patience for %s', (_, name) => {
    leaveLock(name);
    rewrite(path, () => 'text', 0);
    expect(text()).toBe('text');
    expect(readdirSync(folder)).toEqual(['progress.json']);
  });

  it('loses nothing where it was taken for gone: it begins again with what is there now', () => {
    const before: string[] = [];
    rewrite(path, () => {
      before.push(existsSync(path) ? text() : 'nothing');
      if (before.length === 1) rewrite(path, () => 'from another program', 0);
      return `${existsSync(path) ? text() : ''}, and more`;
    });
    expect(before).toEqual(['nothing', 'from another program']);
    expect(text()).toBe('from another program, and more');
  });

  it('removes what a killed process left, though nobody writes the file again', async () => {
    await killedInside();
    mkdirSync(`${path}.4194305-1-0a1b2c3d4e5f.part`);
    removeLeftovers(path, new Date());
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the lock of a process alone that may live', () => {
    leaveLock(ownName());
    removeLeftovers(path, new Date());
    expect(readdirSync(folder)).toEqual(['progress.json.lock']);
  });
});
