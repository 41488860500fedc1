import { closeSync, openSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { apilab, finished, start } from './apilab.ts';

describe('apilab', () => {
  it('shows help and exits 0', async () => {
    const { code, stdout, stderr } = await apilab(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of ['list', 'show', 'run', 'replay', 'serve', 'tap', 'explain'])
      expect(stdout).toContain(`\n  ${command}`);
  });

  it.each(['--help', 'quiz --help', 'serve --help', 'progress --help', 'progress import --help'])(
    'breaks %j between words in 40 columns',
    async (line) => {
      const narrow = await apilab(line.split(' '), { env: { COLUMNS: '40' } });
      const wide = await apilab(line.split(' '), { env: { COLUMNS: '200' } });
      const widths = narrow.stdout.split('\n').map((each) => each.length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(40);
      expect(narrow.stdout.split(/\s+/)).toEqual(wide.stdout.split(/\s+/));
    },
  );

  it('tells the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect((await apilab(['--version'])).stdout).toBe(`${version}\n`);
  });

  it.each([
    [['rnu'], "there is no command 'rnu'", "; did you mean 'run'?"],
    [['list', '--jsno'], "unknown option '--jsno'", "; did you mean '--json'?"],
    [['run', 'sse-repaly'], "there is no scenario 'sse-repaly'", 'sse-replay'],
    [['run', 'sse-replay', '--variant', 'forgot'], "no variant 'forgot'", 'forget'],
    [['run', 'sse-replay', '--set', 'price=3'], "no parameter 'price'", 'prices'],
    [['run', 'sse-replay', '--set', 'prices=many'], 'prices is a whole number', 'many'],
    [['run', 'sse-replay', '--set', 'prices'], 'key=value', ''],
    [['run', 'sse-replay', '--seed', '-1'], '--seed is a whole number of 0 or more, not -1', ''],
    [['run', 'sse-replay', '--pace', 'slow'], '--pace is fast or real, not slow', ''],
    [['run', '--group', 'sse2'], "there is no group 'sse2'", 'sse'],
    [['run'], 'name a scenario', 'sse-replay'],
    [['run', 'sse-replay', '--compare', '--variant', 'forget'], '--compare', '--variant'],
    [['nosuch'], "there is no command 'nosuch'", '; apilab --help lists what there is'],
    [['help', 'nosuch'], "there is no command 'nosuch'", '; apilab --help lists what there is'],
    [['progress', 'help', 'exprt'], "there is no command 'progress exprt'", "'export'"],
    [['list', '--nosuch'], "unknown option '--nosuch'", '; apilab list --help lists what there is'],
    [['learn', 'sse', 'rest'], 'learn takes one word after it', "; leave out 'rest'"],
    [['choose', 'sse'], 'choose takes no word after it', "; leave out 'sse'"],
    [['completion', 'tcsh'], 'the shell is bash, zsh or fish, not tcsh', ''],
    [['quiz', '--count'], '--count needs a value', ': --count <n>'],
    [['progress', 'import'], 'progress import needs a file', ': apilab progress import <file>'],
    [['tap'], 'tap needs --target', ' <host:port>'],
    [['run', '--all', '--group', 'sse'], '--all and --group do not go together', ''],
    [['serve', 'sse', '--port', '65536'], '--port is a port from 0 to 65535, not 65536', ''],
    [['show', 'webhooks'], "'webhooks' may mean 6 scenarios", 'hook-verify'],
    [['run', 'blockchain'], "there is no scenario 'blockchain'", ''],
    [['show'], 'name a scenario', 'apilab list'],
    [['serve'], 'name a group or a scenario to serve', 'sse'],
    [['explain'], 'explain needs a word', ''],
    [['list', '--group', 'ssse'], "there is no group 'ssse'", 'sse'],
  ])('%j: one clear line, exit 2', async (args, complaint, hint) => {
    const { code, stdout, stderr } = await apilab(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^apilab: .*\n$/);
    expect(stderr).toContain(complaint);
    expect(stderr).toContain(hint);
  });
});

describe('the words that people use', () => {
  it.each([
    [['show', 'err'], 'err-problem-details'],
    [['show', 'validation errors'], 'err-problem-details'],
    [['show', 'lost-update'], 'rest-lost-update'],
    [['run', 'Error handling', '--format', 'ndjson'], 'err-problem-details'],
  ])('%j: the one that is meant is taken, and that is said', async (args, id) => {
    const { code, stdout, stderr } = await apilab(args);
    expect(code).toBe(0);
    expect(stdout).toContain(id);
    expect(stderr).toBe(`▸ '${args[1]}' is taken as ${id}\n`);
  });

  it.each([
    [['learn', 'webhooks', '--json'], 'hook'],
    [['learn', 'websocket', '--json'], 'ws'],
    [['quiz', 'retries', '--json'], 'res-'],
    [['quiz', 'pagination', '--json'], 'page-'],
    [['list', 'retries', '--json'], 'res-retry-jitter'],
  ])('%j finds its group', async (args, told) => {
    const { code, stdout } = await apilab(args);
    expect(code).toBe(0);
    expect(stdout).toContain(`"${told}`);
  });
});

describe('apilab list', () => {
  it('lists the scenarios by group, a line each', async () => {
    const { stdout } = await apilab(['list']);
    expect(stdout).toContain('sse  Server-Sent Events\n');
    expect(stdout).toMatch(/^ {2}sse-replay +Resume a dropped stream/m);
  });

  it.each(['sse', 'EventSource'])('lists those of %s with their claims', async (word) => {
    const { stdout } = await apilab(['list', word]);
    expect(stdout).toContain('sse  Server-Sent Events\n');
    expect(stdout).toContain('A client that loses its connection must miss nothing.');
  });

  it('lists one group', async () => {
    const { stdout } = await apilab(['list', '--group', 'sse', '--json']);
    const groups = JSON.parse(stdout).map(({ group }: { readonly group: string }) => group);
    expect(new Set(groups)).toEqual(new Set(['sse']));
  });
});

describe('apilab show', () => {
  it('shows claim, standard, variants, checks, parameters and cases', async () => {
    const { stdout } = await apilab(['show', 'sse-replay']);
    for (const part of [
      '§9.2.4',
      'naive, breaks',
      'once-in-order',
      'catch-up',
      'by default',
      'sse-retry-field',
    ]) {
      expect(stdout).toContain(part);
    }
  });

  it('shows the source of a scenario as it stands: the pattern, then how it is got wrong', async () => {
    const { stdout } = await apilab(['show', 'sse-replay', '--source']);
    const order = ['price-feed.ts', 'checks.ts', 'scenario.ts', 'naive/forget.ts'];
    const places = order.map((file) =>
      stdout.indexOf(readFileSync(`scenarios/sse/replay/${file}`, 'utf8')),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(stdout.indexOf('How it is got wrong')).toBeGreaterThan(places.at(-2) ?? 0);
    expect(stdout).toMatch(/\d+ lines {2}parts\/checks\//);
  });

  it('shows what a naive variant does differently, and nothing else', async () => {
    const { stdout } = await apilab(['show', 'sse-replay', '--diff', 'forget']);
    expect(stdout).toMatch(
      /^--- scenarios\/sse\/replay\/resume\.ts\n\+\+\+ .*naive\/forget\.ts\n@@ /m,
    );
    expect(stdout).toMatch(/^\+export const forget/m);
    expect(stdout.split('\n').length).toBeLessThan(30);
  });

  it.each([
    ['resume', 'resume is a correct variant; --diff takes a naive one: forget, trust'],
    ['frget', "there is no variant 'frget'; did you mean 'forget'?"],
  ])('of %s there is no difference to show: one clear line, exit 2', async (variant, complaint) => {
    const { code, stderr } = await apilab(['show', 'sse-replay', '--diff', variant]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `apilab: ${complaint}\n` });
  });

  it('colours the source and changes no letter of it', async () => {
    const plain = await apilab(['show', 'sse-replay', '--source']);
    const coloured = await apilab(['show', 'sse-replay', '--source'], {
      env: { FORCE_COLOR: '1' },
    });
    expect(coloured.stdout).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = start(['show', 'sse-replay', '--source']);
    child.stdout?.destroy();
    const { code, stderr } = await finished(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('onto a full disk says so, exits 3', async () => {
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await apilab(['list'], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'apilab: the output cannot be written: the disk is full\n',
    });
  });
});
