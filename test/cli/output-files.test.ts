import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apilab } from './apilab.ts';

let folder: string;
let saved: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-test-'));
  saved = join(folder, 'run.ndjson');
  await apilab(['run', 'sse-replay', '-o', saved]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const forms: readonly (readonly [string, RegExp])[] = [
  ['run.ndjson', /^\{"type":"scenario"/],
  ['run.xml', /^<\?xml/],
  ['run.txt', /^ {2}sse-replay/],
  ['run.har', /^\{\s*"log":/],
  ['run.mmd', /sequenceDiagram/],
  ['run.md', /^# /],
  ['run.html', /^<!doctype html>/i],
  ['run.svg', /^<svg /],
];

describe('-o, given several times', () => {
  it('writes each file in the form of its name', async () => {
    const place = mkdtempSync(join(folder, 'several-'));
    const outputs = forms.flatMap(([name]) => ['-o', join(place, name)]);
    const { code } = await apilab(['run', 'sse-replay', ...outputs]);
    expect(code).toBe(0);
    for (const [name, form] of forms) {
      expect(readFileSync(join(place, name), 'utf8')).toMatch(form);
    }
  });

  it('writes a capture as the bytes that it is', async () => {
    const file = join(folder, 'run.pcapng');
    await apilab(['replay', saved, '-o', file]);
    // A section header block begins so in either byte order (pcapng draft -06 §4.1).
    expect(readFileSync(file).subarray(0, 4).toString('hex')).toBe('0a0d0d0a');
  });

  it('gives a replayed run the forms that it would have had', async () => {
    const [now, later] = [join(folder, 'now.mmd'), join(folder, 'later.mmd')];
    const run = ['run', 'sse-replay', '-o', now, '-o', join(folder, 'again.ndjson')];
    await apilab(run);
    const { code } = await apilab(['replay', join(folder, 'again.ndjson'), '-o', later]);
    expect(code).toBe(0);
    expect(readFileSync(later, 'utf8')).toBe(readFileSync(now, 'utf8'));
  });

  it.each(['run', 'replay'])('%s refuses an unknown form before it begins', async (command) => {
    const place = mkdtempSync(join(folder, 'unknown-'));
    const subject = command === 'run' ? 'sse-replay' : saved;
    const wrong = join(place, 'run.docx');
    const { code, stdout, stderr } = await apilab([
      command,
      subject,
      ...['-o', join(place, 'run.md'), '-o', wrong],
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${wrong} cannot be written: '.docx' is none of .ndjson, `);
    expect(readdirSync(place)).toEqual([]);
  });

  it('leaves every file as it was where one cannot be opened', async () => {
    const place = mkdtempSync(join(folder, 'former-'));
    const former = join(place, 'run.md');
    writeFileSync(former, 'precious');
    const { code } = await apilab([
      'run',
      'sse-replay',
      ...['-o', former, '-o', join(place, 'no/run.har')],
    ]);
    expect(code).toBe(3);
    expect(readFileSync(former, 'utf8')).toBe('precious');
    expect(readdirSync(place)).toEqual(['run.md']);
  });
});
