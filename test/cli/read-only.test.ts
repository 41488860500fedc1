import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bin } from './apilab.ts';

const folder = mkdtempSync(join(tmpdir(), 'apilab-read-only-'));
afterAll(() => rmSync(folder, { recursive: true }));
const kept = join(folder, 'kept.json');
writeFileSync(kept, '{"version":1,"lessons":{},"cards":{}}');
const place = join(folder, 'place');

/** Does something where `place` is a file system that lets nobody write; only this process sees it. */
function whereNobodyWrites(command: string, env: NodeJS.ProcessEnv = {}) {
  const mounted = `mkdir -p "$0" && mount -t tmpfs -o ro,size=1m tmpfs "$0" && ${command}`;
  return spawnSync('unshare', ['-rm', 'sh', '-c', mounted, place, process.execPath, bin], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '80', NO_COLOR: '1', ...env },
  });
}

const canMount = whereNobodyWrites('true').status === 0;

describe.skipIf(!canMount)('on a file system that is read-only', () => {
  it.each([
    ['progress', `progress import ${kept}`, { APILAB_HOME: join(place, 'home') }, '/progress.json'],
    ['a file of a run', `run sse-replay -o "$0/run.md"`, {}, 'run.md'],
    ['a copied scenario', 'copy sse-replay "$0/new/folder"', {}, 'new/folder'],
    ['temporary files', 'serve sse --tls --port 0', { TMPDIR: place }, 'where temporary files go,'],
    ['temporary files of a run', 'run idem-crash', { TMPDIR: place }, 'where temporary files go,'],
  ])('%s cannot be written, and that is why', (_, words, env, what) => {
    const { status, stderr } = whereNobodyWrites(`"$1" "$2" ${words}`, env);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`${what} cannot be written: the file system is read-only`);
    expect(status).toBe(3);
  });

  it('a quiz goes on, and says that nothing is kept', () => {
    const { status, stderr } = whereNobodyWrites('"$1" "$2" quiz sse < /dev/null', {
      APILAB_HOME: join(place, 'home'),
    });
    expect(stderr).not.toContain('a fault of the lab');
    expect(status).not.toBe(70);
  });
});
