import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apilab } from './apilab.ts';

/** Arrows, ticks, boxes and bars. */
const signs = /[→←⇒↳╳✓✗▸\u2500-\u259f]/u;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-accessible-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('words in place of signs', () => {
  it('tell a run with --accessible, on the screen and in a file of text', async () => {
    const file = join(folder, 'run.txt');
    const { stdout } = await apilab(['run', 'sse-replay', '--accessible', '-o', file]);
    expect(stdout).toContain('client to prices');
    expect(stdout).toContain('holds: must deliver every event');
    expect(stdout).not.toMatch(signs);
    expect(readFileSync(file, 'utf8')).toContain('client to prices');
  });

  it('compare variants, and say how far the work is', async () => {
    const { stdout, stderr } = await apilab(['run', 'sse-replay', '--compare'], {
      env: { ACCESSIBLE: '1' },
    });
    expect(stdout).toMatch(
      /What differs\n +must deliver every event exactly once, in order\n +holds: resume +prices 1-20\n +broken: forget/,
    );
    expect(stderr).toContain('1 of 3  sse-replay, resume\n');
    expect(stdout + stderr).not.toMatch(signs);
  });

  it('tell a saved run', async () => {
    const file = join(folder, 'run.ndjson');
    await apilab(['run', 'sse-replay', '-o', file]);
    const { stdout } = await apilab(['--accessible', 'replay', file]);
    expect(stdout).toContain('client to prices');
    expect(stdout).not.toMatch(signs);
  });

  it('stand above each file of a source', async () => {
    const { stdout } = await apilab(['show', 'sse-replay', '--source', '--accessible']);
    expect(stdout).toMatch(/^File scenarios\/sse\/replay\/scenario\.ts:$/m);
  });

  it.each(['0', 'false', ''])('are not wanted with ACCESSIBLE=%s', async (ACCESSIBLE) => {
    const { stdout } = await apilab(['run', 'sse-replay'], { env: { ACCESSIBLE } });
    expect(stdout).toMatch(signs);
  });
});
