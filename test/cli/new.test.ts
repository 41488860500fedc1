import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apilab } from './apilab.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-new-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('apilab new', () => {
  it('writes a scenario that plays as it is, both variants as predicted', async () => {
    const made = await apilab(['new', 'mine.ts'], { cwd: folder });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain('apilab run ./mine.ts');
    const { code, stdout } = await apilab(['run', './mine.ts', '--compare'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain('2 variants, all as predicted');
  });

  it('writes over nothing', async () => {
    await apilab(['new', 'mine.ts'], { cwd: folder });
    const before = readFileSync(join(folder, 'mine.ts'), 'utf8');
    const { code, stderr } = await apilab(['new', 'mine.ts'], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'apilab: mine.ts is there already, and stays as it is\n',
    });
    expect(readFileSync(join(folder, 'mine.ts'), 'utf8')).toBe(before);
  });

  it.each([
    ['mine.js', 2, 'it ends with .ts'],
    ['nowhere/mine.ts', 3, 'its folder does not exist'],
  ])('to %s: one clear line', async (file, code, complaint) => {
    const came = await apilab(['new', file], { cwd: folder });
    expect(came.code).toBe(code);
    expect(came.stderr).toContain(complaint);
    expect(came.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
