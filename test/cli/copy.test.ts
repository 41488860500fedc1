import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyOf } from '../../src/cli/copying/copied-files.ts';
import { readCatalogue } from '../../src/lab/catalogue/catalogue.ts';
import type { LiveLab } from '../../src/lab/live/live-session.ts';
import type { LiveLab as CopiedLab } from '../../templates/copy/lab.ts';
import { apilab } from './apilab.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const run = promisify(execFile);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-copy-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts a copy on a free port; resolves with its address, and what ends it. */
async function started() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'start.ts'], {
    cwd: folder,
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

describe.each(await readCatalogue())('$id, copied out', (entry) => {
  it('compiles and runs alone', async () => {
    const { files, starts } = await copyOf(entry);
    for (const { name, text } of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    symlinkSync(modules, join(folder, 'node_modules'));
    const source = files.map(({ text }) => text).join('\n');
    expect(source).not.toMatch(/from 'apilab/);
    expect(files.map(({ name }) => name).join(' ')).not.toMatch(
      /scenario\.ts|checks\.ts|naive|test/,
    );
    const checked = await run(join(modules, '.bin/tsc'), ['-p', folder]).catch((error) => error);
    expect(checked).toEqual({ stdout: '', stderr: '' });
    if (!starts) return;
    const { port, stop } = await started();
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    socket.destroy();
    expect(await stop()).toBe(0);
  });
});

describe('apilab copy', () => {
  it('writes to a folder, and says what and how to start it', async () => {
    const { code, stdout, stderr } = await apilab(['copy', 'sse-replay', 'mine'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('cd mine && npm install && npm start');
    expect(readdirSync(join(folder, 'mine'))).toEqual(
      expect.arrayContaining(['lab.ts', 'package.json', 'price-feed.ts', 'serve.ts', 'start.ts']),
    );
  });

  it('writes over nothing', async () => {
    writeFileSync(join(folder, 'notes.txt'), '');
    const { code, stderr } = await apilab(['copy', 'sse-replay', folder]);
    expect(code).toBe(2);
    expect(stderr).toContain('is not empty');
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });
});

it('the lab gives no less than a copy has in its place', () => {
  const given = (lab: CopiedLab): LiveLab => lab;
  expect(given).toBeTypeOf('function');
});
