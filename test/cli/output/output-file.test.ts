import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { outputFile } from '../../../src/cli/output/output-file.ts';
import { ownerMark } from '../../../src/lab/party/owner-mark.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('appears whole, and removes what killed programs left of it, and nothing else', () => {
  const [, , here] = ownerMark().split('-');
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const kept = [
    `run.md.${ownerMark()}.part`,
    `other.md.${gone}-1-${here}.part`,
    `run.md.${gone}-1-0badcafe.part`,
    'run.md.part',
    'run.md.4.part',
  ];
  for (const name of [...kept.slice(1), `run.md.${gone}-1-${here}.part`]) {
    writeFileSync(join(folder, name), 'half');
  }
  const file = outputFile(join(folder, 'run.md'));
  expect(readdirSync(folder).sort()).toEqual(kept.toSorted());
  file.write('whole');
  file.finish?.();
  expect(readFileSync(join(folder, 'run.md'), 'utf8')).toBe('whole');
  expect(readdirSync(folder).sort()).toEqual([...kept.slice(1), 'run.md'].sort());
});
