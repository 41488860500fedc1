import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apilab, bin, finished, start } from './apilab.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Output without the figures that differ from run to run. */
const steady = (text: string) => text.replace(/(seed \d+) · .*/g, '$1');

describe('apilab run', () => {
  it('plays a scenario and proves its claim', async () => {
    const { code, stdout, stderr } = await apilab(['run', 'sse-replay']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('last-event-id: 3');
    expect(stdout).toContain('✓ must deliver every event exactly once, in order');
  });

  it('shows a naive variant break as predicted, and that is a success', async () => {
    const { code, stdout } = await apilab(['run', 'sse-replay', '--variant', 'forget']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/✗ must deliver every event[^✓✗]*broken as predicted/);
  });

  it('compares all variants: what differs, what was seen, figures, and no runs', async () => {
    const { code, stdout } = await apilab(['run', 'sse-replay', '--compare']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/What differs +resume +forget +trust\n/);
    expect(stdout).toMatch(/must deliver every +✓ prices 1-20 +✗ prices 1-3 +✓ prices 1-20\n/);
    expect(stdout).toMatch(/must not answer an +✓ status 200 +✓ status 200 +✗ status 500\n/);
    expect(stdout).toContain('2 more checks hold in every variant; 1 figure is the same.');
    expect(stdout).toMatch(
      /requests +11 +10 +11\n +on the wire .*\n +lab time +6 s +5\.25 s +6 s\n/,
    );
    expect(stdout).not.toContain('retry-waited');
    expect(stdout).not.toContain('GET /prices');
  });

  it('compares in a page, step by step beside each other, and in Markdown', async () => {
    const [page, text] = [join(folder, 'compared.html'), join(folder, 'compared.md')];
    const { code } = await apilab(['run', 'sse-replay', '--compare', '-o', page, '-o', text]);
    expect(code).toBe(0);
    const html = readFileSync(page, 'utf8');
    expect(html).toMatch(
      /<td class="breaks"><span class="sign"[^>]*>✗<\/span> prices 1-3 7-10 14-16/,
    );
    // Seven steps, each of them three times in a row of its own.
    expect(html.match(/<div class="sides">/g)).toHaveLength(7);
    expect(html.match(/id="s[123]-step-catch-up"/g)).toHaveLength(3);
    const markdown = readFileSync(text, 'utf8');
    expect(markdown.indexOf('## What differs')).toBeLessThan(markdown.indexOf('Receive three'));
    expect(markdown).toContain('| ✓ status 200 | ✓ status 200 | ✗ status 500 |');
  });

  it('compares first if the runs are asked for too', async () => {
    const { stdout } = await apilab(['run', 'sse-replay', '--runs']);
    const at = ['What differs', 'Receive three prices', 'broken as predicted'].map((text) =>
      stdout.indexOf(text),
    );
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(stdout.match(/Receive three prices/g)).toHaveLength(3);
  });

  it('compares many variants within the width that there is', async () => {
    const file = join(folder, 'compared.ndjson');
    const herd = ['--set', 'clients=20'];
    await apilab(['run', 'res-retry-jitter', ...herd, '--compare', '-o', file]);
    for (const COLUMNS of ['40', '80', '120']) {
      const { stdout } = await apilab(['replay', file], { env: { COLUMNS } });
      const longest = Math.max(...stdout.split('\n').map((line) => [...line].length));
      expect(longest).toBeLessThanOrEqual(Number(COLUMNS));
      expect(stdout).toMatch(/decorrelated +[▁▂▃▄▅▆▇█_]+/);
      expect(stdout).toMatch(
        COLUMNS === '120' ? /✓ \d+ requests +✗ 20 requests/ : /✗ clipped +20 requests\n/,
      );
    }
  });

  it('is not coloured in a pipe', async () => {
    const { stdout } = await apilab(['run', 'sse-replay']);
    expect(stdout).not.toContain('\u001b');
  });

  it.each(['40', '80', '120'])('keeps within %s columns', async (COLUMNS) => {
    const { stdout } = await apilab(['run', 'sse-replay'], { env: { COLUMNS } });
    const longest = Math.max(...stdout.split('\n').map((line) => [...line].length));
    expect(longest).toBeLessThanOrEqual(Number(COLUMNS));
  });

  it('prints the same for the same seed and another story for another', async () => {
    const [one, again, other] = await Promise.all(
      ['5', '5', '6'].map((seed) => apilab(['run', 'sse-replay', '--seed', seed])),
    );
    expect(steady(one?.stdout ?? '')).toBe(steady(again?.stdout ?? ''));
    expect(steady(one?.stdout ?? '')).not.toBe(steady(other?.stdout ?? ''));
  });

  it('in a pipe, --step shows from that step on and waits for nobody', async () => {
    const { code, stdout } = await apilab(['run', 'sse-replay', '--step', '3']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('Lose the connection\n');
    expect(stdout).toContain('3  Reconnect and catch up');
    const byId = await apilab(['run', 'sse-replay', '--step', 'catch-up']);
    expect(steady(byId.stdout)).toBe(steady(stdout));
  });

  it('--step of a step that is not there says which there are, and prints nothing', async () => {
    const { code, stdout, stderr } = await apilab(['run', 'sse-replay', '--step', 'nap']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^apilab: sse-replay has no step 'nap'; there are: receive, cut, .*\n$/);
  });

  it('--steps tells these steps only, in files too', async () => {
    const file = join(folder, 'part.md');
    const { code, stdout } = await apilab([
      'run',
      'sse-replay',
      '--steps',
      '2..catch-up',
      '-o',
      file,
    ]);
    expect(code).toBe(0);
    for (const text of [stdout, readFileSync(file, 'utf8')]) {
      expect(text).toContain('Lose the connection');
      expect(text).toContain('Reconnect and catch up');
      expect(text).not.toContain('Receive three prices');
      expect(text).not.toContain('Lose it again and again');
    }
  });

  it.each([
    ['nap', /^apilab: sse-replay has no step 'nap'; there are: receive, cut, .*\n$/],
    ['2-9', /^apilab: sse-replay has steps 1 to 7, not 9\n$/],
    ['catch-up..cut', /^apilab: --steps catch-up\.\.cut: step catch-up comes after step cut\n$/],
    ['3-2', /^apilab: --steps is steps by number or id, such as 1-3, .*, not 3-2\n$/],
  ])('--steps %s says in one line what is wrong, and writes nothing', async (steps, why) => {
    const file = join(folder, 'none.svg');
    const { code, stdout, stderr } = await apilab([
      'run',
      'sse-replay',
      '--steps',
      steps,
      '-o',
      file,
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(why);
    expect(existsSync(file)).toBe(false);
  });

  it('a group, or all, in a line each, and nothing of them on standard error', async () => {
    const { code, stdout, stderr } = await apilab(['run', '--group', 'page', '--compare']);
    expect(code).toBe(0);
    const [, runs] = /(\d+) of \1 runs came out as predicted/.exec(stdout) ?? [];
    const lines = stdout.split('\n').filter((line) => /^ {2}✓ page-/.test(line));
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect(lines).toHaveLength(Number(runs));
    expect(stderr).toBe('');
  });

  it('a summary as one object', async () => {
    const { stdout } = await apilab(['run', '--group', 'page', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'apilab-summary', asPredicted: true });
  });

  it.each(['run.pcapng', 'run.xml', 'run.json', 'run.ndjson'])(
    '--steps does not go with %s',
    async (name) => {
      const file = join(folder, name);
      const { code, stderr } = await apilab(['run', 'sse-replay', '--steps', '1', '-o', file]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^apilab: --steps does not go with .*\n$/);
      expect(existsSync(file)).toBe(false);
    },
  );

  it('plays several and says how far it is, on standard error', async () => {
    const { code, stderr } = await apilab(['run', '--group', 'sse', '--compare', '--all-steps']);
    expect(code).toBe(0);
    expect(stderr).toContain('▸ 1 of ');
  });

  it('JUnit has one case a check', async () => {
    const { stdout } = await apilab(['run', 'sse-replay', '--format', 'junit']);
    expect(stdout).toMatch(/^<\?xml/);
    expect(stdout.match(/<testcase /g)).toHaveLength(6);
    expect(stdout).not.toContain('<failure');
  });
});

describe('a saved run', () => {
  it('replays as it was printed', async () => {
    const file = join(folder, 'run.ndjson');
    const run = await apilab(['run', 'sse-replay', '-o', file]);
    const replay = await apilab(['replay', file]);
    expect(replay).toEqual({ code: 0, signal: null, stderr: '', stdout: run.stdout });
  });

  it('replays from standard input, in any detail', async () => {
    const run = await apilab(['run', 'sse-replay', '--format', 'ndjson']);
    const replay = start(['replay', '-', '--wire', 'hex'], { stdio: ['pipe', 'pipe', 'pipe'] });
    replay.stdin?.end(run.stdout);
    const { code, stdout } = await finished(replay);
    expect(code).toBe(0);
    expect(stdout).toContain('47 45 54 20'); // "GET "
  });

  it.each([
    ['no file', [], 3, 'broken.ndjson cannot be read: it does not exist'],
    ['no transcript', ['hello\n'], 2, 'line 1'],
    ['nothing', [''], 2, 'empty'],
  ])('%s: one clear line', async (name, content, expected, complaint) => {
    const file = join(folder, 'broken.ndjson');
    for (const text of content) writeFileSync(file, text);
    const { code, stderr, stdout } = await apilab(['replay', file]);
    expect({ name, code, stdout }).toEqual({ name, code: expected, stdout: '' });
    expect(stderr).toContain(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('apilab replay', () => {
  let file: string;
  beforeEach(async () => {
    file = join(folder, 'run.ndjson');
    await apilab(['run', 'sse-replay', '-o', file]);
  });

  it('of a folder says that it is one, exits 3', async () => {
    const { code, stderr } = await apilab(['replay', folder]);
    expect(code).toBe(3);
    expect(stderr).toBe(`apilab: ${folder} cannot be read: it is a folder\n`);
  });

  it('passes over a byte order mark', async () => {
    const marked = join(folder, 'marked.ndjson');
    writeFileSync(marked, `\u{feff}${readFileSync(file, 'utf8')}`);
    const { code, stdout } = await apilab(['replay', marked]);
    expect(code).toBe(0);
    expect(stdout).toContain('✓ must deliver every event');
  });

  it('onto a full disk says so, exits 3', async () => {
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await apilab(['replay', file], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'apilab: the output cannot be written: the disk is full\n',
    });
  });

  it('ends on Ctrl-C while it waits for more', async () => {
    const child = start(['replay', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin?.write(readFileSync(file).subarray(0, 1000));
    if (child.stdout) await once(child.stdout, 'data');
    child.kill('SIGINT');
    const { code, stderr } = await finished(child);
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
  });
});

describe('-o', () => {
  it('takes its form from the name', async () => {
    await apilab(['run', 'sse-replay', '-o', join(folder, 'a.xml')]);
    await apilab(['run', 'sse-replay', '-o', join(folder, 'a.txt')]);
    expect(readFileSync(join(folder, 'a.xml'), 'utf8')).toMatch(/^<\?xml/);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toContain('  1  Receive three prices ─');
  });

  it('on a full disk says so, exits 3', async () => {
    const { code, stderr } = await apilab(['run', 'sse-replay', '-o', '/dev/full']);
    expect(code).toBe(3);
    expect(stderr).toBe('apilab: /dev/full cannot be written: the disk is full\n');
  });

  it('on a disk that fills up during the run says so, exits 3 and leaves the former run', async () => {
    const file = join(folder, 'run.ndjson');
    writeFileSync(file, 'precious');
    // No file of this shell may grow beyond 8 kB, as on a disk that has no more room.
    const limited = `ulimit -f 8; exec "$0" "${bin}" run sse-replay -o "${file}"`;
    const child = spawn('bash', ['-c', limited, process.execPath], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { code, stderr } = await finished(child);
    expect({ code, stderr: stderr.trimEnd().split('\n') }).toEqual({
      code: 3,
      stderr: [expect.stringContaining(`${file} cannot be written`)],
    });
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(readdirSync(folder)).toEqual(['run.ndjson']);
  });

  it('printed onto a full disk says so, exits 3', async () => {
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await apilab(['run', 'sse-replay'], {
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'apilab: the output cannot be written: the disk is full\n',
    });
  });

  it('into a folder that does not exist says so, exits 3', async () => {
    const { code, stderr } = await apilab(['run', 'sse-replay', '-o', join(folder, 'no/run.xml')]);
    expect(code).toBe(3);
    expect(stderr).toContain('its folder does not exist');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('interrupted by %s, every file is whole and says so', async (signal, expected) => {
    const forms = ['ndjson', 'xml', 'html', 'md', 'mmd', 'har', 'pcapng', 'txt'];
    const outputs = forms.flatMap((form) => ['-o', join(folder, `run.${form}`)]);
    const child = start(['run', 'sse-replay', '--pace', 'real', ...outputs]);
    if (child.stdout) await once(child.stdout, 'data');
    child.kill(signal);
    const { code } = await finished(child);
    expect(code).toBe(expected);
    expect(readdirSync(folder).sort()).toEqual(forms.map((form) => `run.${form}`).sort());
    for (const form of ['ndjson', 'xml', 'html', 'md', 'txt']) {
      expect(readFileSync(join(folder, `run.${form}`), 'utf8')).toContain(
        `The run was stopped before its end (${signal}).`,
      );
    }
    const again = await apilab(['replay', join(folder, 'run.ndjson')]);
    expect(again).toMatchObject({ code: 0, stderr: '' });
  });

  it('is written to its end though whoever reads what is printed has seen enough', async () => {
    const file = join(folder, 'run.ndjson');
    const child = start(['run', 'sse-replay', '-o', file]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, stderr } = await finished(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(file, 'utf8')).toMatch(/"type":"end".*\n$/);
  });

  it('is written to its end by replay, too', async () => {
    const [saved, page] = [join(folder, 'run.ndjson'), join(folder, 'run.html')];
    await apilab(['run', 'sse-replay', '-o', saved]);
    const child = start(['replay', saved, '-o', page]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, stderr } = await finished(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(page, 'utf8')).toMatch(/<\/html>\n$/);
  });

  it('onto a full disk takes no other file with it, nor what is printed', async () => {
    const file = join(folder, 'run.md');
    const { code, stdout, stderr } = await apilab([
      ...['run', 'sse-replay', '-o', '/dev/full', '-o', file],
    ]);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'apilab: /dev/full cannot be written: the disk is full\n',
    });
    expect(stdout).toContain('Side by side');
    expect(readFileSync(file, 'utf8')).toContain('Play it again');
  });

  it('is written though what is printed cannot be', async () => {
    const file = join(folder, 'run.md');
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await apilab(['run', 'sse-replay', '-o', file], {
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'apilab: the output cannot be written: the disk is full\n',
    });
    expect(readFileSync(file, 'utf8')).toContain('Play it again');
  });
});

describe('after a run', () => {
  it.each([
    ['to its end', 'fast', undefined],
    ['interrupted', 'real', 'SIGINT'],
  ] as const)('%s, no temporary file is left', async (_, pace, signal) => {
    // A story that keeps files: its sender is another process.
    const child = start(['run', 'hook-duplicates', '--pace', pace], { env: { TMPDIR: folder } });
    if (signal && child.stdout) {
      await once(child.stdout, 'data');
      child.kill(signal);
    }
    await finished(child);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s it exits %i, without a word', async (signal, expected) => {
    const child = start(['run', 'sse-replay', '--pace', 'real']);
    if (child.stdout) await once(child.stdout, 'data');
    child.kill(signal);
    const { code, stderr } = await finished(child);
    expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
  });

  it('while the program is still being loaded it exits 130, without a word', async () => {
    const impatient = join(folder, 'impatient.mjs');
    writeFileSync(
      impatient,
      `const look = () => {
         if (process.listenerCount('SIGINT') > 0) process.kill(process.pid, 'SIGINT');
         else setImmediate(look).unref();
       };
       look();`,
    );
    // Of all commands this one listens to no signal of its own accord.
    const { code, stdout, stderr } = await apilab(['list'], {
      env: { NODE_OPTIONS: `--import=${impatient}` },
    });
    expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: '', stderr: '' });
  });

  it('by a reader that has seen enough it ends quietly', async () => {
    const child = start(['run', '--all', '--compare']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, stderr } = await finished(child);
    expect(code).toBe(0);
    expect(stderr).not.toContain('EPIPE');
  });
});
