import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ListedTap, listedTaps, listTap, roundOf } from '../../src/cli/live/tap-register.ts';

const to = (port: number) => ({ port, addresses: ['127.0.0.1'] });
const tap = (port: number, target: number): ListedTap => ({
  pid: 1,
  host: '127.0.0.1',
  port,
  target: to(target),
});
const here = { host: '127.0.0.1', port: 8001 };

describe('a tap whose target leads back to it', () => {
  test('over another tap is noticed', () => {
    expect(roundOf(here, to(8002), [tap(8002, 8001)])).toEqual([tap(8002, 8001)]);
  });

  test('over several taps is noticed', () => {
    const taps = [tap(8003, 8001), tap(8002, 8003)];
    expect(roundOf(here, to(8002), taps)?.map(({ port }) => port)).toEqual([8002, 8003]);
  });

  test('is none where the chain ends elsewhere, or goes round without it', () => {
    expect(roundOf(here, to(8002), [tap(8002, 3000)])).toBeUndefined();
    expect(roundOf(here, to(8002), [tap(8002, 8003), tap(8003, 8002)])).toBeUndefined();
    expect(roundOf(here, to(3000), [tap(8002, 8001)])).toBeUndefined();
  });
});

test('taps are listed while they run; what others left behind is removed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'apilab-taps-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const listed = listTap({ host: '127.0.0.1', port: 8001, target: to(8002) }, folder);
  expect(readdirSync(folder)).toEqual([`${process.pid}.json`]);
  const parent = { ...tap(8002, 8001), pid: process.ppid };
  writeFileSync(join(folder, `${process.ppid}.json`), JSON.stringify(parent));
  // No process has this number.
  writeFileSync(join(folder, '4194305.json'), JSON.stringify(tap(1, 2)));
  writeFileSync(join(folder, 'other.txt'), 'not ours');
  expect(listedTaps(folder)).toEqual([parent]);
  expect(readdirSync(folder).sort()).toEqual(
    [`${process.pid}.json`, `${process.ppid}.json`, 'other.txt'].sort(),
  );
  listed.close();
  writeFileSync(join(folder, `${process.ppid}.json`), '{"pid":');
  expect(listedTaps(folder)).toEqual([]);
});
