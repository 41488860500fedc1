import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Copy, copyOf } from '../../src/cli/copying/copied-files.ts';
import { readCatalogue } from '../../src/lab/catalogue/catalogue.ts';
import type { LiveLab } from '../../src/lab/live/live-session.ts';
import type { LiveLab as CopiedLab } from '../../templates/copy/lab.ts';
import { apilab } from './apilab.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const run = promisify(execFile);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-copy-'));
  symlinkSync(modules, join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a copy on a free port; resolves with its address, and what ends it. */
async function started(copied: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'start.ts'], {
    cwd: copied,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  for (;;) {
    const [, port] = /on http:\/\/127\.0\.0\.1:(\d+)/.exec(told) ?? [];
    if (port !== undefined) return { port: Number(port), stop: () => ended(child) };
    if (child.exitCode !== null) throw new Error(`it never listened: ${told}`);
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  }
}

async function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  return code;
}

const entries = await readCatalogue();
const copies = await Promise.all(entries.map(copyOf));

describe('scenarios, copied out', () => {
  it('compile', async () => {
    for (const [n, { files }] of copies.entries()) {
      const copied = join(folder, entries[n]?.id ?? '');
      for (const { name, text } of files) {
        mkdirSync(dirname(join(copied, name)), { recursive: true });
        writeFileSync(join(copied, name), text);
      }
    }
    // One compiler reads them all: each takes from its own folder only, and all want the same of it.
    const settings = new Set(copies.map(({ files }) => textOf(files, 'tsconfig.json')));
    expect(settings.size).toBe(1);
    writeFileSync(join(folder, 'tsconfig.json'), [...settings].join());
    const checked = await run(join(modules, '.bin/tsc'), ['-p', folder]).catch((error) => error);
    expect(checked).toEqual({ stdout: '', stderr: '' });
  });

  it.each(entries.map(({ id }, n) => ({ id, ...copies[n] })))('$id runs alone', async (copy) => {
    const { id, files = [], starts } = copy;
    const source = files.map(({ text }) => text).join('\n');
    expect(source).not.toMatch(/from 'apilab/);
    expect(files.map(({ name }) => name).join(' ')).not.toMatch(
      /scenario\.ts|checks\.ts|naive|test/,
    );
    if (!starts) return;
    const { port, stop } = await started(join(folder, id));
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    socket.destroy();
    expect(await stop()).toBe(0);
  });
});

const textOf = (files: Copy['files'], sought: string): string =>
  files.find(({ name }) => name === sought)?.text ?? '';

describe('apilab copy', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(folder, 'copy-'));
  });

  it('writes to a folder, and says what and how to start it', async () => {
    const { code, stdout, stderr } = await apilab(['copy', 'sse-replay', 'mine'], { cwd: place });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('cd mine && npm install && npm start');
    expect(readdirSync(join(place, 'mine'))).toEqual(
      expect.arrayContaining(['lab.ts', 'package.json', 'price-feed.ts', 'serve.ts', 'start.ts']),
    );
  });

  it('writes over nothing', async () => {
    writeFileSync(join(place, 'notes.txt'), '');
    const { code, stderr } = await apilab(['copy', 'sse-replay', place]);
    expect(code).toBe(2);
    expect(stderr).toContain('is not empty');
    expect(readdirSync(place)).toEqual(['notes.txt']);
  });
});

it('the lab gives no less than a copy has in its place', () => {
  const given = (lab: CopiedLab): LiveLab => lab;
  expect(given).toBeTypeOf('function');
});
